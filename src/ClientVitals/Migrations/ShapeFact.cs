using System.Text.RegularExpressions;

namespace ClientVitals.Migrations;

/// <summary>
/// One fact of a database's shape, fine enough to be compared whatever the order of a table's columns: a column, a constraint, an
/// index, a policy, one privilege.
/// </summary>
/// <param name="About">The object it belongs to: <c>public.clients</c>, <c>public.claims()</c>, a schema.</param>
/// <param name="Key">The part it says: <c>public.clients.id</c>, <c>public.clients clients_pkey</c>; the object where it is the whole.</param>
/// <param name="Ddl">The fact, as a statement or as a line of a table.</param>
internal sealed partial record ShapeFact(string About, string Key, string Ddl)
{
    private const string Name = """(?:"(?:[^"]|"")+"|[^\s."(]+)""";
    private const string Named = Name + @"\." + Name;

    /// <summary>The facts of a catalogue, or of a text that was printed from one.</summary>
    public static IReadOnlyList<ShapeFact> Of(string text)
    {
        var statements = SqlStatement.Split(text).Select(statement => WithoutHeading(statement.Text)).ToList();
        var facts = new List<ShapeFact>();
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i].StartsWith("CREATE OR REPLACE ", StringComparison.Ordinal))
            {
                // A function's own statement has its arguments with defaults; how it is called is in what is said of it after.
                var said = i + 1 < statements.Count ? CommentOnFunction().Match(statements[i + 1]) : Match.Empty;
                var about = said.Success ? said.Groups[1].Value : "";
                facts.Add(new(about, about, statements[i]));
            }
            // The one statement of the text that says nothing of the shape.
            else if (!statements[i].StartsWith("set check_function_bodies", StringComparison.Ordinal))
            {
                facts.AddRange(OfStatement(statements[i]));
            }
        }
        return facts;
    }

    /// <summary>As <see cref="Of(string)"/>, for what was read from a database.</summary>
    public static IReadOnlyList<ShapeFact> Of(IReadOnlyList<Catalogue> catalogue) =>
    [
        .. catalogue.SelectMany(statement => statement.Ddl.StartsWith("CREATE OR REPLACE ", StringComparison.Ordinal)
            ? [new ShapeFact(statement.About, statement.About, statement.Ddl)]
            : OfStatement(statement.Ddl)),
    ];

    /// <summary>
    /// What differs between the wanted shape and the one that is there. A table, function or view that one side lacks altogether is
    /// one difference; rights that a platform gives to every new object and that open nothing are not differences.
    /// </summary>
    public static (IReadOnlyList<ShapeFact> Missing, IReadOnlyList<ShapeFact> Extra) Differences(IReadOnlyList<ShapeFact> wanted, IReadOnlyList<ShapeFact> there) =>
        (Beyond(wanted, there), [.. Beyond(there, wanted).Where(fact => !GivenByPlatform().IsMatch(fact.Ddl))]);

    /// <summary>Its first line.</summary>
    public override string ToString() => Ddl.Split('\n')[0].TrimEnd('(', ' ');

    private static List<ShapeFact> Beyond(IReadOnlyList<ShapeFact> these, IReadOnlyList<ShapeFact> those)
    {
        var known = those.Select(fact => fact.Ddl).ToHashSet();
        var beyond = these.Where(fact => !known.Contains(fact.Ddl)).ToList();
        var heads = beyond.Where(IsHead).Select(fact => fact.About).ToHashSet();
        return [.. beyond.Where(fact => IsHead(fact) || !heads.Contains(fact.About))];
    }

    private static bool IsHead(ShapeFact fact) => fact.Ddl.StartsWith("create table ", StringComparison.Ordinal) || fact.Ddl.StartsWith("create unlogged table ", StringComparison.Ordinal);

    private static IEnumerable<ShapeFact> OfStatement(string ddl)
    {
        if (TableShape.Read(ddl) is { } table)
        {
            return OfTable(table);
        }
        if (Grant().Match(ddl) is { Success: true } grant)
        {
            var (on, about, to) = (grant.Groups[2].Value, grant.Groups[3].Value, grant.Groups[4].Value);
            return grant.Groups[1].Value.Split(", ").Select(right => Whole(about, $"grant {right} on {on} {about} to {to}"));
        }
        foreach (var part in new[] { Index(), OnColumn(), Part(), Trigger(), Constraint() })
        {
            if (part.Match(ddl) is { Success: true } match)
            {
                var (about, name) = (match.Groups["about"].Value, match.Groups["name"].Value);
                var between = part == OnColumn() ? "." : " ";
                return [new(about, part == Index() ? $"{about[..about.LastIndexOf('.')]}.{name}" : $"{about}{between}{name}", ddl)];
            }
        }
        return [Object().Match(ddl) is { Success: true } whole ? new(whole.Groups["about"].Value, whole.Groups["about"].Value, ddl) : new("", "", ddl)];

        // A privilege is a part of its own: one who keeps a table as it is has not agreed to each right on it.
        static ShapeFact Whole(string about, string ddl) => new(about, ddl, ddl);
    }

    private static IEnumerable<ShapeFact> OfTable(TableShape table) =>
    [
        new(table.Name, table.Name, table.Head.TrimEnd()),
        .. table.Columns.Select(column => new ShapeFact(table.Name, $"{table.Name}.{column.Name}", $"{table.Name} column {column.Name} {column.Declared}")),
        .. table.Constraints.Select(constraint => new ShapeFact(table.Name, $"{table.Name} {constraint.Key}", $"{table.Name} constraint {constraint.Key} {constraint.Value}")),
        .. table.Rest.Length == 0 ? Array.Empty<ShapeFact>() : [new(table.Name, $"{table.Name} {table.Rest}", $"{table.Name} {table.Rest}")],
    ];

    private static string WithoutHeading(string ddl) =>
        string.Join('\n', ddl.Split('\n').SkipWhile(line => line.Length == 0 || line.StartsWith("--", StringComparison.Ordinal)));

    [GeneratedRegex(@"^comment on (?:function|procedure) (.+?\)) is '", RegexOptions.Singleline)]
    private static partial Regex CommentOnFunction();

    [GeneratedRegex(@"^grant (.+?) on (schema|table|sequence|function|procedure) (.+) to (\S+)$", RegexOptions.Singleline)]
    private static partial Regex Grant();

    // Supabase gives every new table and sequence in public to its three roles; migrations take the tables back from anon and authenticated.
    [GeneratedRegex(@"^grant (?:(?:references|trigger|truncate) on table .+ to service_role|\w+ on sequence .+ to (?:anon|authenticated|service_role))$")]
    private static partial Regex GivenByPlatform();

    [GeneratedRegex($@"^CREATE (?:UNIQUE )?INDEX (?<name>{Name}) ON (?:ONLY )?(?<about>{Named}) USING")]
    private static partial Regex Index();

    [GeneratedRegex($@"^comment on column (?<about>{Named})\.(?<name>{Name}) is")]
    private static partial Regex OnColumn();

    [GeneratedRegex($@"^(?:create policy|comment on (?:constraint|trigger|policy)) (?<name>{Name}) on (?<about>{Named})")]
    private static partial Regex Part();

    [GeneratedRegex($@"^CREATE (?:CONSTRAINT )?TRIGGER (?<name>{Name}) .+? ON (?<about>{Named}) ", RegexOptions.Singleline)]
    private static partial Regex Trigger();

    [GeneratedRegex($@"^alter table (?<about>{Named}) (?:add constraint|(?:enable|disable|enable always|enable replica) trigger) (?<name>{Name})")]
    private static partial Regex Constraint();

    [GeneratedRegex($"""
        ^(?:create\ schema\ (?<about>\S+)|comment\ on\ schema\ (?<about>\S+)\ is
        |create\ (?:type|domain)\ (?<about>.+?)\ as\ |create\ extension\ if\ not\ exists\ (?<about>\S+)
        |(?:comment\ on|revoke\ all\ on)\ (?:function|procedure)\ (?<about>.+?\))\ (?:is\ '|from\ public)
        |(?:comment\ on\ (?:table|view|materialized\ view|sequence|index)|create\ (?:materialized\ )?view|create\ sequence|alter\ table)\ (?<about>{Named}))
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Object();
}
