using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Scheduling;

/// <summary>
/// Deletes what is too old a batch at a time, each in a transaction of its own under the run's lease: no long lock, no transaction that keeps
/// vacuum waiting, and nothing lost of what was done when it is stopped.
/// </summary>
/// <param name="Sql">Deletes at most <c>@most</c> rows older than <c>@before</c>.</param>
public sealed record PurgeInBatches(string Sql, object Before)
{
    /// <summary>Rows of a batch: some tens of milliseconds.</summary>
    public int Batch { get; init; } = 10_000;

    /// <summary>Rows of a run at most: the first purge of a large book is spread over nights.</summary>
    public long MostARun { get; init; } = 2_000_000;

    /// <summary>Deletes, and returns how many.</summary>
    public async Task<long> RunAsync(VitalsDatabase database, RunLease lease, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(lease);
        var deleted = 0L;
        int last;
        do
        {
            await using var work = await database.BeginAsync(ct);
            last = await work.Connection.ExecuteAsync(new CommandDefinition(Sql, new { before = Before, most = Batch }, cancellationToken: ct));
            await lease.HoldAsync(work.Connection, ct);
            await work.CommitAsync(ct);
            deleted += last;
        }
        while (last == Batch && deleted < MostARun);
        return deleted;
    }
}
