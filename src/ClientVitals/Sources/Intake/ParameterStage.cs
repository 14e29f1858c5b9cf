using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources.Intake;

/// <summary>
/// Few rows: they, and what the steps find out about them, are held here and come with each statement that reads them. No temporary
/// table is made, nothing is analysed, and few round trips are needed.
/// </summary>
internal sealed partial class ParameterStage : Stage
{
    // What a text becomes depends on the relations there are and on their columns: the same few for every delivery of an entity.
    private static readonly ConcurrentDictionary<(string Sql, string Relations), Text> Texts = new();

    private readonly List<(string Name, string Columns)> _relations = [];
    private readonly Dictionary<string, JsonArray> _rows = new(StringComparer.Ordinal);

    // All names and columns as one text; written again when there is another relation.
    private string? _there;

    // As they go with a statement; written again when rows change.
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public ParameterStage(NpgsqlConnection db, IReadOnlyList<StageColumn> columns, JsonArray rows, CancellationToken ct)
        : base(db, ct) =>
        Hold("incoming", TableStage.Ddl(columns), rows);

    public override bool IsFew => true;

    /// <summary>The rows of a relation.</summary>
    public IReadOnlyList<JsonObject> Rows(string relation) => [.. _rows[relation].Select(row => row!.AsObject())];

    /// <summary>All relations are asked for in one round trip; what a step draws (an id for somebody new) is the same for those after it.</summary>
    public override async Task MakeAsync(params IReadOnlyList<Relation> relations)
    {
        foreach (var again in relations)
            Forget(again.Name);
        var text = new StringBuilder("with ");
        for (var at = 0; at < relations.Count; at++)
            text.Append(CultureInfo.InvariantCulture, $"{(at > 0 ? "),\n" : "")}{relations[at].Name} as materialized (\n{relations[at].Sql}\n");
        text.Append(")\nselect ");
        text.AppendJoin(",\n", relations.Select(one => $"(select coalesce(jsonb_agg(to_jsonb(x)), '[]') from {one.Name} x)::text as {one.Name}"));
        var made = (IDictionary<string, object>)(await ReadAsync<dynamic>(text.ToString())).Single();
        foreach (var relation in relations)
            Hold(relation.Name, relation.Columns, JsonNode.Parse((string)made[relation.Name])!.AsArray());
    }

    public override Task SetAsync(string column, string? value)
    {
        foreach (var row in Rows("incoming"))
            row[column] = value;
        _texts.Remove("incoming");
        return Task.CompletedTask;
    }

    public override Task SetAsync(string column, IReadOnlyDictionary<long, string> values)
    {
        foreach (var row in Rows("incoming").Where(row => values.ContainsKey((long)row["line"]!)))
            row[column] = values[(long)row["line"]!];
        _texts.Remove("incoming");
        return Task.CompletedTask;
    }

    public override Task LeaveOutLinesAsync(IReadOnlyCollection<long> lines)
    {
        foreach (var row in Rows("incoming").Where(row => lines.Contains((long)row["line"]!)))
            _rows["incoming"].Remove(row);
        _texts.Remove("incoming");
        return Task.CompletedTask;
    }

    public override async Task AddKnownAsync(string sql)
    {
        var found = await AskAsync<string>($"with found as materialized (\n{sql}\n)\nselect coalesce(jsonb_agg(to_jsonb(x)), '[]')::text from found x");
        foreach (var row in JsonNode.Parse(found)!.AsArray())
            _rows["known"].Add(row!.DeepClone());
        _texts.Remove("known");
    }

    public override async Task LeaveOutKnownAsync(string sql)
    {
        var left = (await ReadAsync<(long Line, string Id)>($"select d.line, d.id::text from (\n{sql}\n) d")).ToHashSet();
        foreach (var row in Rows("known").Where(row => left.Contains(((long)row["line"]!, row["id"]!.ToString()))))
            _rows["known"].Remove(row);
        _texts.Remove("known");
    }

    private void Hold(string name, string columns, JsonArray rows)
    {
        _there = null;
        _rows.Add(name, rows);
        _relations.Add((name, columns));
    }

    private void Forget(string name)
    {
        _there = null;
        _texts.Remove(name);
        if (_rows.Remove(name))
            _relations.RemoveAll(relation => relation.Name == name);
    }

    protected override string Composed(string sql) => TextOf(sql).Sql;

    protected override void Bind(string sql, DynamicParameters to)
    {
        foreach (var name in TextOf(sql).Reads)
            to.Add(name + "_held", _texts.TryGetValue(name, out var text) ? text : _texts[name] = _rows[name].ToJsonString());
    }

    private Text TextOf(string sql)
    {
        var there = _there ??= string.Join('\n', _relations.Select(one => $"{one.Name} {one.Columns}"));
        return Texts.TryGetValue((sql, there), out var known) ? known : Texts[(sql, there)] = Compose(sql);
    }

    /// <summary>The relations that a statement names go before it.</summary>
    private Text Compose(string sql)
    {
        var body = Comments().Replace(sql, "");
        var read = _relations.Where(relation => Regex.IsMatch(body, $@"\b{relation.Name}\b", RegexOptions.CultureInvariant)).ToList();
        if (read.Count == 0)
            return new(body, []);
        var held = string.Join(",\n", read.Select(one =>
            $"{one.Name} as materialized (select * from jsonb_to_recordset(@{one.Name}_held::jsonb) as {one.Name} ({one.Columns}))"));
        return new(body.StartsWith("with ", StringComparison.Ordinal) ? $"with {held},\n{body[5..]}" : $"with {held}\n{body}", [.. read.Select(one => one.Name)]);
    }

    /// <param name="Sql">As the server gets it.</param>
    /// <param name="Reads">The relations it needs.</param>
    private sealed record Text(string Sql, IReadOnlyList<string> Reads);

    [GeneratedRegex(@"--[^\n]*\n\s*")]
    private static partial Regex Comments();
}
