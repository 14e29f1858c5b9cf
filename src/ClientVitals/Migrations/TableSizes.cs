using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>How large the tables are: the first monitoring query of the owner's document, for every table of ours.</summary>
/// <param name="Rows">The planner's estimate; null = never counted.</param>
public sealed record TableSizes(string Schemaname, string Tablename, string Size, long Bytes, long? Rows)
{
    public static async Task<IReadOnlyList<TableSizes>> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        (await db.QueryAsync<TableSizes>(new CommandDefinition(Sql.Of<TableSizes>(), cancellationToken: ct))).AsList();
}
