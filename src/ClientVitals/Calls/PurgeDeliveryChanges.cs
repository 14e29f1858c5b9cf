using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Calls;

/// <summary>Deletes what is kept of the changes of deliveries older than <see cref="For"/>.</summary>
internal static class PurgeDeliveryChanges
{
    /// <summary>How long it is kept: as long a delivery can be undone.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(90);

    /// <summary>Deletes, and returns how many.</summary>
    public static Task<long> RunAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        new PurgeInBatches(Sql.Of(typeof(PurgeDeliveryChanges)), now - For).RunAsync(database, lease, ct);
}
