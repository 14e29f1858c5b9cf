using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Sources;

/// <summary>Deletes which rows deliveries told again, once those deliveries cannot be undone any more.</summary>
internal static class PurgeConfirmations
{
    /// <summary>How long it is kept: as long a delivery can be undone.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(90);

    /// <summary>Deletes, and returns how many.</summary>
    public static Task<long> RunAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        new PurgeInBatches(Sql.Of(typeof(PurgeConfirmations)), now - For).RunAsync(database, lease, ct);
}
