using System.Text.RegularExpressions;

namespace ClientVitals.Migrations;

/// <summary>A column as the catalogue writes it.</summary>
/// <param name="Name">Quoted where it must be.</param>
/// <param name="Type">With its size.</param>
/// <param name="Default">The expression; null = none.</param>
/// <param name="Made">What makes its value instead: <c>always as identity</c>, <c>by default as identity</c>, or an expression stored; null = nothing.</param>
internal sealed record ColumnShape(string Name, string Type, string? Default, string? Made, bool NotNull)
{
    public bool IsIdentity => Made?.EndsWith("as identity", StringComparison.Ordinal) is true;

    /// <summary>As it is in a table.</summary>
    public string Declared => $"{Type}{(Made is null ? "" : " generated " + Made)}{(Default is null ? "" : " default " + Default)}{(NotNull ? " not null" : "")}";
}

/// <summary>A table as the catalogue writes it: its columns and its constraints without foreign keys, each by name.</summary>
/// <param name="Name">With its schema.</param>
/// <param name="Constraints">Definition by name.</param>
/// <param name="Rest">What follows the closing parenthesis: <c>with (fillfactor=45)</c>, or nothing.</param>
internal sealed partial record TableShape(string Name, string Head, IReadOnlyList<ColumnShape> Columns, IReadOnlyDictionary<string, string> Constraints, string Rest)
{
    /// <summary>Reads a <c>create table</c> that was printed from a catalogue; null when the statement is something else.</summary>
    public static TableShape? Read(string ddl)
    {
        if (Statement().Match(ddl) is not { Success: true } parts)
        {
            return null;
        }
        var columns = new List<ColumnShape>();
        var constraints = new Dictionary<string, string>();
        foreach (var line in parts.Groups["body"].Value.Trim('\n').Split(",\n").Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var (name, rest) = Cut(line);
            if (name == "constraint")
            {
                var (constraint, definition) = Cut(rest);
                constraints[constraint] = definition;
            }
            else
            {
                columns.Add(Column(name, rest));
            }
        }
        return new(parts.Groups["name"].Value, parts.Groups["head"].Value, columns, constraints, parts.Groups["rest"].Value.Trim());
    }

    public ColumnShape? Column(string name) => Columns.FirstOrDefault(column => column.Name == name);

    private static ColumnShape Column(string name, string rest)
    {
        var notNull = rest.EndsWith(" not null", StringComparison.Ordinal);
        var declared = notNull ? rest[..^" not null".Length] : rest;
        var parts = ColumnParts().Match(declared);
        return new(
            name,
            parts.Groups["type"].Value,
            parts.Groups["default"] is { Success: true } given ? given.Value : null,
            parts.Groups["made"] is { Success: true } made ? made.Value : null,
            notNull);
    }

    /// <summary>A name, which may be quoted, and what follows it.</summary>
    private static (string Name, string Left) Cut(string line)
    {
        var match = FirstName().Match(line);
        return (match.Groups[1].Value, match.Groups[2].Value);
    }

    [GeneratedRegex("""^(?<head>create (?:unlogged )?table (?<name>(?:"(?:[^"]|"")+"|[^\s."(]+)\.(?:"(?:[^"]|"")+"|[^\s."(]+)) )\(\n(?<body>.*)\n\)(?<rest>[^\n]*)$""", RegexOptions.Singleline)]
    private static partial Regex Statement();

    [GeneratedRegex("""^("(?:[^"]|"")+"|\S+)\s+(.*)$""", RegexOptions.Singleline)]
    private static partial Regex FirstName();

    [GeneratedRegex("^(?<type>.*?)(?: generated (?<made>always as identity|by default as identity|always as \\(.*\\) stored))?(?: default (?<default>.*))?$", RegexOptions.Singleline)]
    private static partial Regex ColumnParts();
}
