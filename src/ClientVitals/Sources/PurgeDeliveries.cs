using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Sources;

/// <summary>
/// Deletes deliveries older than <see cref="For"/>, with their rejected lines. Kept however old: what is at work, and of each source the
/// last delivery and the last that succeeded. Calls name the delivery that brought them by its number alone, and keep it.
/// </summary>
public static class PurgeDeliveries
{
    /// <summary>Longer than ids of messages (90 days) and than freshness looks back; as long as the audit log.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(400);

    /// <summary>Deletes, and returns how many.</summary>
    public static Task<long> RunAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        new PurgeInBatches(Sql.Of(typeof(PurgeDeliveries)), now - For).RunAsync(database, lease, ct);
}
