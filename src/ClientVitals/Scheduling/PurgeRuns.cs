using ClientVitals.Database;

namespace ClientVitals.Scheduling;

/// <summary>
/// Deletes lines of the run ledger that are older than <see cref="For"/>. Kept however old: what is at work, and of each job its last slot
/// (an older one would be run again), its last success and its last run.
/// </summary>
public static class PurgeRuns
{
    /// <summary>As long as the audit log: who asks what ran a year ago finds both.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(400);

    /// <summary>Deletes, and returns how many.</summary>
    public static Task<long> RunAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        new PurgeInBatches(Sql.Of(typeof(PurgeRuns)), now - For).RunAsync(database, lease, ct);
}
