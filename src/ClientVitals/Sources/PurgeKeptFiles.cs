using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Sources;

/// <summary>Deletes files and messages that were kept for <see cref="KeepFile.For"/>.</summary>
internal static class PurgeKeptFiles
{
    /// <summary>Parts of a batch: a hundred megabytes at most.</summary>
    private const int Batch = 200;

    /// <summary>Deletes, and returns how many parts.</summary>
    public static Task<long> RunAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        new PurgeInBatches(Sql.Of(typeof(PurgeKeptFiles)), now - KeepFile.For) { Batch = Batch }.RunAsync(database, lease, ct);
}
