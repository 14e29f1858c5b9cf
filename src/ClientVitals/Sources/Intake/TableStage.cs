using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources.Intake;

/// <summary>Many rows: they stream into a temporary table by COPY, and so is every relation a temporary table until the transaction ends.</summary>
internal sealed class TableStage(NpgsqlConnection db, CancellationToken ct) : Stage(db, ct)
{
    private const int FlushAt = 64 << 10;
    private const int Slack = 8 << 10;

    public override bool IsFew => false;

    /// <summary>Stages all rows.</summary>
    /// <param name="columns">The entity's columns.</param>
    /// <param name="rows">The rows; a failure of theirs takes back what was sent.</param>
    /// <param name="write">Writes a row's fields.</param>
    /// <param name="sent">Told now and then.</param>
    public async Task FillAsync<TRow>(IReadOnlyList<StageColumn> columns, IEnumerable<TRow> rows, Action<IRowFields, TRow> write, Action sent)
    {
        await DoAsync($"create temporary table incoming ({Ddl(columns)}) on commit drop");
        await using var stream = await Db.BeginRawBinaryCopyAsync(
            $"copy incoming ({string.Join(", ", columns.Select(column => column.Name))}) from stdin (format binary)", Ct);
        try
        {
            var copy = new CopyRows(FlushAt + Slack);
            copy.Begin();
            foreach (var row in rows)
            {
                copy.Row((short)columns.Count);
                write(copy, row);
                if (copy.Length < FlushAt)
                    continue;
                await stream.WriteAsync(copy.Written, Ct);
                copy.Empty();
                sent();
            }
            copy.End();
            await stream.WriteAsync(copy.Written, Ct);
        }
        catch
        {
            // Otherwise the stream's end would count as the rows'.
            await stream.CancelAsync();
            throw;
        }
    }

    /// <summary>Columns as DDL.</summary>
    public static string Ddl(IReadOnlyList<StageColumn> columns) => string.Join(", ", columns.Select(column => $"{column.Name} {column.Type}"));

    public override async Task MakeAsync(params IReadOnlyList<Relation> relations)
    {
        foreach (var relation in relations)
            await DoAsync($"create temporary table {relation.Name} on commit drop as\n{relation.Sql}\n;analyze {relation.Name}");
    }

    public override Task SetAsync(string column, string? value) =>
        DoAsync($"update incoming i set {column} = @value::text where i.{column} is distinct from @value::text", new { value });

    public override Task SetAsync(string column, IReadOnlyDictionary<long, string> values) =>
        DoAsync(
            $"update incoming i set {column} = v.value from unnest(@lines::bigint[], @values::text[]) as v (line, value) where i.line = v.line",
            new { lines = values.Keys.ToArray(), values = values.Values.ToArray() });

    public override Task LeaveOutLinesAsync(IReadOnlyCollection<long> lines) =>
        DoAsync("delete from incoming i where i.line = any (@lines::bigint[])", new { lines = lines.ToArray() });

    public override Task AddKnownAsync(string sql) => DoAsync($"insert into known\n{sql}");

    public override Task LeaveOutKnownAsync(string sql) =>
        DoAsync($"delete from known k using (\n{sql}\n) d where k.line = d.line and k.id = d.id");

    protected override string Composed(string sql) => sql;

    protected override void Bind(string sql, DynamicParameters to)
    {
        // Temporary tables are on the server already.
    }
}
