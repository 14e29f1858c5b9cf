using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>A run of a job, as the ledger has it.</summary>
/// <param name="Slot">The moment it stands for.</param>
/// <param name="StartedBy">schedule, person or api.</param>
/// <param name="State">How it stands; one whose holder gave no sign of life within its lease still says running until somebody looks for it.</param>
/// <param name="RowsRead">Things looked at.</param>
/// <param name="RowsWritten">Things changed.</param>
/// <param name="RowsFailed">Things that could not be done.</param>
/// <param name="Attempt">How often the slot was begun.</param>
/// <param name="Node">Where.</param>
/// <param name="Error">What should be known of it, in a sentence.</param>
public sealed record JobRun(
    long Id,
    string Job,
    DateTimeOffset Slot,
    string StartedBy,
    RunState State,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long RowsRead,
    long RowsWritten,
    long RowsFailed,
    int Attempt,
    string? Node,
    string? Error);

/// <summary>The runs of jobs, the latest first.</summary>
public static class RunHistory
{
    /// <summary>The latest runs, newest first: of one job, or of all (<paramref name="job"/> null); before <paramref name="before"/> to page on.</summary>
    public static async Task<IReadOnlyList<JobRun>> ReadAsync(NpgsqlConnection db, string? job, long? before, int most, CancellationToken ct) =>
        (await db.QueryAsync<JobRun>(new CommandDefinition(Sql.Of(typeof(RunHistory)), new { job, before, most = Math.Clamp(most, 1, 1000) }, cancellationToken: ct))).AsList();
}
