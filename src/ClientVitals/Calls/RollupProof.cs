using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls;

/// <summary>Whether the roll-up is what the calls say, by the zone and the counting rule it was built with. Rows are client-years.</summary>
/// <param name="Equal">Rows as they should be.</param>
/// <param name="Different">Rows that say something else.</param>
/// <param name="Missing">Rows that are not there.</param>
/// <param name="Superfluous">Rows of which no call speaks.</param>
public sealed record RollupProof(long Equal, long Different, long Missing, long Superfluous)
{
    public long Wrong => Different + Missing + Superfluous;

    /// <summary>Counts all calls again in a transaction that is rolled back. Changes nothing.</summary>
    public static async Task<RollupProof> ReadAsync(NpgsqlConnection db, CancellationToken ct)
    {
        // One moment for both sides: a call that comes between them would look like a fault.
        await using var transaction = await db.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var basis = await db.QuerySingleAsync<(string Zone, string[] Channels, string[] Statuses)>(new CommandDefinition(Sql.Of<RollupProof>("Basis"), cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<RebuildRollups>("Count"),
            new { zone = basis.Zone, channels = basis.Channels, statuses = basis.Statuses },
            commandTimeout: 0,
            cancellationToken: ct));
        var (equal, different, missing, superfluous) = await db.QuerySingleAsync<(long, long, long, long)>(
            new CommandDefinition(Sql.Of<RebuildRollups>("Compare"), commandTimeout: 0, cancellationToken: ct));
        await transaction.RollbackAsync(ct);
        return new(equal, different, missing, superfluous);
    }
}
