using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>How far a long run is, as its holder last said.</summary>
/// <param name="StartedAt">When the run began.</param>
/// <param name="Done">Parts that are done.</param>
/// <param name="Total">Parts that there are, from 1.</param>
public sealed record RunProgress(DateTimeOffset StartedAt, int Done, int Total)
{
    /// <summary>The name in the ledger of a run that works past days off, one after the other; each day is a part.</summary>
    public const string CatchUp = "catch-up";

    /// <summary>How far the run of this job is; null = none is at work, or its holder gives no sign of life.</summary>
    public static Task<RunProgress?> ReadAsync(NpgsqlConnection db, string job, CancellationToken ct) =>
        db.QuerySingleOrDefaultAsync<RunProgress?>(new CommandDefinition(Sql.Of<RunProgress>(), new { job }, cancellationToken: ct));

    /// <summary>Says how far a run is, which this holder has begun.</summary>
    public static async Task TellAsync(VitalsDatabase database, RunLease lease, int done, int total, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(lease);
        await using var work = await database.BeginAsync(ct);
        var told = await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<RunProgress>("Tell"), new { run = lease.RunId, fence = lease.Fence, done, total }, cancellationToken: ct));
        if (told == 0)
            throw new LeaseLostException(lease.RunId, lease.Job);
        await work.CommitAsync(ct);
    }
}
