using ClientVitals.Migrations;

namespace ClientVitals.Adopt;

/// <summary>The whole of a database that somebody else made against the whole of ours.</summary>
/// <param name="wanted">The text of our shape.</param>
/// <param name="ours">Its facts.</param>
/// <param name="catalogue">What is there.</param>
/// <param name="typed">Each function that is there as its arguments' types tell it, by its name with their names.</param>
/// <param name="continued">Tables that ours continue.</param>
/// <param name="setAside">Tables to be moved aside, without schema.</param>
internal sealed class AdoptComparison(string wanted, IReadOnlyList<ShapeFact> ours, IReadOnlyList<Catalogue> catalogue, IReadOnlyDictionary<string, string> typed, IReadOnlySet<string> continued, IReadOnlyList<string> setAside)
{
    private readonly IReadOnlyList<ShapeFact> facts = ShapeFact.Of(catalogue);
    private readonly List<string> taken = [];
    private readonly List<string> aside = [];
    private readonly List<AdoptStep> away = [];
    private readonly List<AdoptStep> columns = [];
    private readonly List<AdoptStep> rules = [];
    private readonly List<string> kept = [];
    private readonly List<string> refusals = [];

    public IReadOnlyList<string> Taken => taken;

    /// <summary>Its rows have the keys and the addresses that clients are made from.</summary>
    public bool HubIsReadable { get; private set; }

    public IReadOnlyList<string> Aside => aside;

    public IReadOnlyList<AdoptStep> Away => away;

    public IReadOnlyList<AdoptStep> Columns => columns;

    public IReadOnlyList<AdoptStep> Rules => rules;

    public IReadOnlyList<string> Kept => kept;

    public IReadOnlyList<string> Refusals => refusals;

    public async Task RunAsync(AskRows ask)
    {
        var his = Tables(catalogue.Select(statement => statement.Ddl));
        var made = Tables(SqlStatement.Split(wanted).Select(statement => statement.Text[Math.Max(0, statement.Text.IndexOf("create table ", StringComparison.Ordinal))..]));
        var views = ours.Where(fact => fact.Ddl.StartsWith("create view ", StringComparison.Ordinal)).Select(fact => fact.About).ToHashSet();
        foreach (var name in setAside.Select(name => $"public.{name}").Where(name => !his.ContainsKey(name) || !(made.ContainsKey(name) || views.Contains(name))))
        {
            refusals.Add($"There is no table {name} here with the name of one of ours, so it cannot be set aside; take it out of --set-aside.");
        }
        foreach (var (name, table) in his.Where(pair => made.ContainsKey(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            await TableAsync(table, made[name], ask);
        }
        foreach (var name in his.Keys.Where(views.Contains).Order(StringComparer.Ordinal))
        {
            WhereOursIsAView(name);
        }
        foreach (var view in catalogue.Where(statement => statement.Part == 85 && made.ContainsKey(statement.About)).Select(statement => statement.About).Distinct())
        {
            refusals.Add($"{view} is a view here and a table of ours; give the view another name: alter view {view} rename to …");
        }
        TakeAwayFunctions();
        NameWhatStays();
    }

    private void WhereOursIsAView(string name)
    {
        if (setAside.Any(one => name == $"public.{one}"))
        {
            MoveAside(name);
        }
        else
        {
            refusals.Add($"{name} is a table here and a view of ours; let --set-aside {name["public.".Length..]} move it as it is, with all its rows, to the schema {AdoptNames.AsideSchema}.");
        }
    }

    private void MoveAside(string name)
    {
        aside.Add(name);
        away.Add(new(
            $"{name} is moved as it is, with all its rows, to the schema {AdoptNames.AsideSchema}; the push makes ours beside it",
            $"alter table {name} set schema {AdoptNames.AsideSchema}"));
    }

    private async Task TableAsync(TableShape table, TableShape shape, AskRows ask)
    {
        if (setAside.Any(name => table.Name == $"public.{name}"))
        {
            if (table.Name == AdoptNames.Hub)
            {
                refusals.Add($"{table.Name} cannot be set aside: the clients are made from it.");
            }
            MoveAside(table.Name);
        }
        else if (!continued.Contains(table.Name))
        {
            refusals.Add($"{table.Name} is a table of the owner's that has the name of a different table of ours; let --set-aside {table.Name["public.".Length..]} move it as it is, with all its rows, to the schema {AdoptNames.AsideSchema}.");
        }
        else
        {
            var one = new AdoptTable(table, shape, facts, ours);
            await one.CompareAsync(ask);
            taken.Add(table.Name);
            if (table.Name == AdoptNames.Hub)
            {
                HubIsReadable = table.Column("email") is not null && table.Column("id")?.Type is "bigint" or "integer" or "smallint";
                if (table.Column("email") is null)
                {
                    refusals.Add($"{table.Name} has no column email, which identifies its rows; add it, fill it, and adopt again.");
                }
            }
            away.AddRange(one.Away);
            columns.AddRange(one.Columns);
            rules.AddRange(one.Rules);
            refusals.AddRange(one.Refusals);
        }
    }

    /// <summary>PostgreSQL replaces a function only where its arguments' names, their defaults and what it returns stay.</summary>
    private void TakeAwayFunctions()
    {
        var heads = ours.Where(IsFunction).ToDictionary(fact => Typed(fact.About), Head);
        foreach (var function in facts.Where(IsFunction))
        {
            if (typed.TryGetValue(function.About, out var types) && heads.TryGetValue(types, out var head) && head != Head(function))
            {
                away.Add(new($"function {function.About} is dropped: its result or its argument names differ from ours; the push makes ours", $"drop function {function.About}", function.About, function.Ddl));
            }
        }
    }

    private void NameWhatStays()
    {
        var abouts = ours.Select(fact => fact.About).ToHashSet();
        var gone = away.Select(step => step.Taken).ToHashSet();
        kept.AddRange(facts.Where(fact => fact.About.Length > 0 && fact.Key == fact.About && !abouts.Contains(fact.About) && !gone.Contains(fact.About)).Select(fact => fact.About).Distinct());
        var keys = ours.Select(fact => fact.Key).ToHashSet();
        kept.AddRange(facts
            .Where(fact => taken.Contains(fact.About) && fact.Key != fact.About && !keys.Contains(fact.Key) && !gone.Contains(fact.Key)
                && (IsColumn(fact) || fact.Ddl.StartsWith("CREATE ", StringComparison.Ordinal)))
            .Select(fact => fact.Key).Distinct());

        static bool IsColumn(ShapeFact fact) => fact.Ddl.StartsWith($"{fact.About} column ", StringComparison.Ordinal);
    }

    private static bool IsFunction(ShapeFact fact) => fact.Ddl.StartsWith("CREATE OR REPLACE ", StringComparison.Ordinal);

    /// <summary>Every argument of ours has a name, and it comes first.</summary>
    private static string Typed(string about)
    {
        var open = about.IndexOf('(', StringComparison.Ordinal);
        var arguments = about[(open + 1)..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries);
        return $"{about[..open]}({string.Join(", ", arguments.Select(argument => argument[(argument.IndexOf(' ', StringComparison.Ordinal) + 1)..]))})";
    }

    private static string Head(ShapeFact function) => function.Ddl[..Math.Max(0, function.Ddl.IndexOf("\n LANGUAGE ", StringComparison.Ordinal))];

    private static Dictionary<string, TableShape> Tables(IEnumerable<string> statements) =>
        statements.Select(TableShape.Read).OfType<TableShape>().Where(table => table.Name.StartsWith("public.", StringComparison.Ordinal)).ToDictionary(table => table.Name);
}
