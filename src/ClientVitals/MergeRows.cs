using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals;

/// <summary>Gives what the rooms keep of one client to another, as each table says (<see cref="Table.Merge"/>), room by room.</summary>
internal sealed record MergeRows(IReadOnlyList<RoomEntry> Rooms, Guid Kept, Guid Gone, DateTimeOffset Now, DateOnly Today)
{
    /// <summary>Merges, and returns how many rows went over, by table.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RunAsync(NpgsqlConnection db, CancellationToken ct)
    {
        var moved = new Dictionary<string, int>(StringComparer.Ordinal);
        var about = new { kept = Kept, gone = Gone, now = Now, today = Today };
        Task<int> DoAsync(string sql) => db.ExecuteAsync(new CommandDefinition(sql, about, commandTimeout: 0, cancellationToken: ct));
        foreach (var room in Rooms)
        {
            foreach (var step in room.Brings.OfType<MergeStep>())
                await DoAsync(Sql.Of(step.Asks, step.Name));
            var moves = room.Brings.OfType<Table>().Where(table => table.Merge is OnMerge.Moves).ToList();
            foreach (var (table, statement) in moves.Zip(await StatementsAsync(db, moves, ct)))
                moved[table.Name] = await DoAsync(statement);
        }
        return moved;
    }

    private static async Task<IReadOnlyList<string>> StatementsAsync(NpgsqlConnection db, IReadOnlyList<Table> tables, CancellationToken ct)
    {
        if (tables.Count == 0)
            return [];
        var given = new { tables = tables.Select(table => table.Name).ToArray(), unless_same = tables.Select(table => string.Join(',', ((OnMerge.Moves)table.Merge).UnlessSame)).ToArray() };
        return (await db.QueryAsync<string>(new CommandDefinition(Sql.Of<MergeRows>("Statements"), given, cancellationToken: ct))).AsList();
    }
}
