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
    private readonly List<(string Name, string Columns, Regex Named)> _relations = [];
    private readonly Dictionary<string, JsonArray> _rows = new(StringComparer.Ordinal);

    // As they go with a statement; written anew when rows change.
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

    public override Task LeaveOutLinesAsync(IReadOnlyCollection<long> lines)
    {
        foreach (var row in Rows("incoming").Where(row => lines.Contains((long)row["line"]!)))
            _rows["incoming"].Remove(row);
        _texts.Remove("incoming");
        return Task.CompletedTask;
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
        _rows.Add(name, rows);
        _relations.Add((name, columns, new Regex($@"\b{name}\b", RegexOptions.CultureInvariant)));
    }

    private void Forget(string name)
    {
        _texts.Remove(name);
        if (_rows.Remove(name))
            _relations.RemoveAll(relation => relation.Name == name);
    }

    /// <summary>The relations that a statement names go before it.</summary>
    protected override string Composed(string sql)
    {
        var body = Comments().Replace(sql, "");
        var read = _relations.Where(relation => relation.Named.IsMatch(body)).ToList();
        if (read.Count == 0)
            return body;
        var held = string.Join(",\n", read.Select(one =>
            $"{one.Name} as materialized (select * from jsonb_to_recordset(@{one.Name}_held::jsonb) as {one.Name} ({one.Columns}))"));
        return body.StartsWith("with ", StringComparison.Ordinal) ? $"with {held},\n{body[5..]}" : $"with {held}\n{body}";
    }

    protected override void Bind(string sql, DynamicParameters to)
    {
        foreach (var (name, _, named) in _relations)
        {
            if (named.IsMatch(sql))
                to.Add(name + "_held", _texts.TryGetValue(name, out var text) ? text : _texts[name] = _rows[name].ToJsonString());
        }
    }

    [GeneratedRegex(@"--[^\n]*\n\s*")]
    private static partial Regex Comments();
}
