using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>How large one table is.</summary>
/// <param name="Rows">The planner's estimate; null = never counted.</param>
public sealed record TableSize(string Schemaname, string Tablename, string Size, long Bytes, long? Rows);

/// <summary>How large the tables are: the first monitoring query of the owner's document, for every table of ours.</summary>
public static class TableSizes
{
    public static async Task<IReadOnlyList<TableSize>> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        (await db.QueryAsync<TableSize>(new CommandDefinition(Sql.Of(typeof(TableSizes)), cancellationToken: ct))).AsList();
}
