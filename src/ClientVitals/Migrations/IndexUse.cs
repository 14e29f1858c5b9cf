using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>
/// How much the pattern indexes are used: the second monitoring query of the owner's document, with the columns that
/// pg_stat_user_indexes has (its own text names two that it does not have).
/// </summary>
public sealed record IndexUse(string Schemaname, string Tablename, string Indexname, long IdxScan, long IdxTupRead, long IdxTupFetch)
{
    /// <param name="all">Every index of ours instead of the document's idx_pattern ones.</param>
    public static async Task<IReadOnlyList<IndexUse>> ReadAsync(NpgsqlConnection db, bool all, CancellationToken ct) =>
        (await db.QueryAsync<IndexUse>(new CommandDefinition(Sql.Of<IndexUse>(), new { all }, cancellationToken: ct))).AsList();
}
