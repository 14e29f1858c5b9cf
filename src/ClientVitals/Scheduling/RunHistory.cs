using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>A run of a job, as the ledger has it.</summary>
/// <param name="Slot">The scheduled time it is for.</param>
/// <param name="StartedBy">schedule, person or api.</param>
/// <param name="State">Its state; a run whose server stopped renewing its lease is shown as running until the next check.</param>
/// <param name="RowsRead">Rows or things read.</param>
/// <param name="RowsWritten">Rows or things written.</param>
/// <param name="RowsFailed">Rows or things that failed.</param>
/// <param name="Attempt">How often it was started.</param>
/// <param name="Node">The machine it ran on.</param>
/// <param name="Error">What to know about it, in a sentence.</param>
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
