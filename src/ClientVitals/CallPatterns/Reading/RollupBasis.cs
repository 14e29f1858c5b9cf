using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Reading;

/// <summary>The business zone and the counting rule with which the roll-up was built.</summary>
internal static class RollupBasis
{
    /// <summary>Whether both are still those of the settings in force; if not, the roll-up must be rebuilt before it is read.</summary>
    public static async Task<bool> StillHoldsAsync(NpgsqlConnection db, CancellationToken ct) =>
        await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of(typeof(RollupBasis)), cancellationToken: ct));
}
