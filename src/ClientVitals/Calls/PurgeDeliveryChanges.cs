using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Calls;

/// <summary>Deletes what is kept of the changes of deliveries older than <see cref="UndoDelivery.For"/>.</summary>
internal static class PurgeDeliveryChanges
{
    /// <summary>Deletes, and returns how many.</summary>
    public static Task<long> RunAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        new PurgeInBatches(Sql.Of(typeof(PurgeDeliveryChanges)), now - UndoDelivery.For).RunAsync(database, lease, ct);
}
