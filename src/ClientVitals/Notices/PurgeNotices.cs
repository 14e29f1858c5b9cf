using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Notices;

/// <summary>Deletes notices older than <see cref="For"/> with their deliveries, except while one of them still waits.</summary>
public static class PurgeNotices
{
    public static readonly TimeSpan For = TimeSpan.FromDays(180);

    /// <summary>Deletes, and returns how many.</summary>
    public static Task<long> RunAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        new PurgeInBatches(Sql.Of(typeof(PurgeNotices)), now - For).RunAsync(database, lease, ct);
}
