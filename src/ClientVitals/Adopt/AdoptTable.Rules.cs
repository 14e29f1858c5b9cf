using System.Text.RegularExpressions;
using ClientVitals.Migrations;

namespace ClientVitals.Adopt;

/// <summary>What rows must keep, who may see them, and by what they are found.</summary>
internal sealed partial class AdoptTable
{
    private const string ForeignKey = "alter table ";

    private void Drop(ShapeFact fact, string sql, string because)
    {
        if (Away.All(step => step.Taken != fact.Key))
        {
            Away.Add(new($"{fact.Key} goes: {because}", sql, fact.Key, fact.Ddl));
        }
    }

    /// <summary>Policies add up, so each of the owner's would open what ours close.</summary>
    private void TakeAwayPolicies()
    {
        foreach (var policy in facts.Where(fact => fact.About == Table && fact.Ddl.StartsWith("create policy ", StringComparison.Ordinal)))
        {
            var open = policy.Ddl.Contains("(true)", StringComparison.Ordinal) ? "a policy that allows everybody it names every row" : "a policy beside ours";
            Drop(policy, $"drop policy {policy.Key[(Table.Length + 1)..]} on {Table}", $"{open} ({OneLine(policy.Ddl.Split($" on {Table} ", 2)[^1])})");
        }
    }

    private void TakeAwayIndexes()
    {
        var made = wanted.Where(fact => fact.About == Table && IsIndex(fact)).ToDictionary(fact => fact.Key, fact => fact.Ddl);
        foreach (var index in facts.Where(fact => fact.About == Table && IsIndex(fact)))
        {
            if (made.TryGetValue(index.Key, out var ddl) && ddl != index.Ddl)
            {
                Drop(index, $"drop index {index.Key}", "an index with a name of ours on something else; the push makes ours");
            }
            else if (ddl is null && index.Ddl.StartsWith("CREATE UNIQUE", StringComparison.Ordinal) && ours.Columns.Any(column => Mentions(Indexed(index.Ddl), column.Name)))
            {
                Drop(index, $"drop index {index.Key}", "a unique index on columns of ours, which would refuse rows that are allowed");
            }
        }
    }

    private void CompareConstraints()
    {
        var renamed = new HashSet<string>();
        foreach (var (name, definition) in his.Constraints)
        {
            if (ours.Constraints.GetValueOrDefault(name) == definition)
            {
                continue;
            }
            if (ours.Constraints.FirstOrDefault(rule => rule.Value == definition && !his.Constraints.ContainsKey(rule.Key) && !renamed.Contains(rule.Key)).Key is { } called)
            {
                renamed.Add(called);
                Rules.Add(new($"{Short}: constraint {name} is called {called}", $"alter table {Table} rename constraint {name} to {called}"));
            }
            else if (ours.Constraints.ContainsKey(name) || ours.Columns.Any(column => Mentions(definition, column.Name)))
            {
                Drop(new ShapeFact(Table, $"{Table} {name}", $"alter table {Table} add constraint {name} {definition}"), $"alter table {Table} drop constraint {name}", $"a rule of the owner's on columns of ours ({OneLine(definition)})");
            }
        }
        foreach (var (name, definition) in ours.Constraints.Where(rule => !renamed.Contains(rule.Key) && his.Constraints.GetValueOrDefault(rule.Key) != rule.Value))
        {
            Rules.Add(new($"{Short}: constraint {name} {OneLine(definition)}", $"alter table {Table} add constraint {name} {definition}"));
        }
    }

    private void CompareForeignKeys()
    {
        var kept = wanted.Select(fact => fact.Ddl).ToHashSet();
        foreach (var key in facts.Where(fact => IsForeignKey(fact) && !kept.Contains(fact.Ddl) && ours.Columns.Any(column => Mentions(fact.Ddl[..fact.Ddl.IndexOf(" REFERENCES ", StringComparison.Ordinal)].Split("FOREIGN KEY")[1], column.Name))))
        {
            Drop(key, $"alter table {Table} drop constraint {key.Key[(Table.Length + 1)..]}", "a foreign key of the owner's on columns of ours");
        }
        var there = facts.Select(fact => fact.Ddl).ToHashSet();
        foreach (var key in wanted.Where(fact => IsForeignKey(fact) && !there.Contains(fact.Ddl)))
        {
            Rules.Add(new($"{Short}: constraint {OneLine(key.Ddl.Split(" add constraint ")[1])}", key.Ddl));
        }
    }

    private async Task AskChecksAsync(AskRows ask)
    {
        foreach (var (name, definition) in ours.Constraints.Where(rule => rule.Value.StartsWith("CHECK (", StringComparison.Ordinal) && his.Constraints.GetValueOrDefault(rule.Key) != rule.Value))
        {
            var condition = definition["CHECK ".Length..];
            if (Table == AdoptNames.Hub && name == AdoptNames.HubIsSomebody)
            {
                // Every row of the hub becomes somebody's.
                continue;
            }
            var broken = await ask($"select count(*), min({(his.Column("id") is null ? "t.place" : "'id ' || t.id::text")}) from ({AsOurs()}) t where not ({condition})");
            if (broken.Rows > 0)
            {
                Refusals.Add($"{Table}: {Count(broken.Rows)} {(broken.Rows == 1 ? "breaks" : "break")} the check {name}, {OneLine(condition)} (for example {broken.Example}); put {(broken.Rows == 1 ? "it" : "them")} right, and adopt again. {(broken.Rows == 1 ? "It is" : "They are")}: select * from {Table} where not {OneLine(condition)}.");
            }
        }
    }

    private async Task AskUniquesAsync(AskRows ask)
    {
        var rules = ours.Constraints
            .Where(rule => rule.Value.StartsWith("UNIQUE (", StringComparison.Ordinal) && his.Constraints.Values.All(value => value != rule.Value))
            .Select(rule => (rule.Key, On: rule.Value["UNIQUE (".Length..^1], Where: "true"))
            .Concat(wanted
                .Where(fact => fact.About == Table && fact.Ddl.StartsWith("CREATE UNIQUE INDEX ", StringComparison.Ordinal))
                .Select(fact => (Key: fact.Key.Split('.')[^1], Parts: UniqueOn().Match(fact.Ddl)))
                .Select(index => (index.Key, On: index.Parts.Groups[1].Value, Where: index.Parts.Groups[2] is { Success: true } where ? where.Value : "true")));
        foreach (var (name, on, where) in rules)
        {
            var twice = await ask($"select coalesce(sum(g.n), 0)::bigint, min(g.example) from (select count(*) as n, min(pg_catalog.concat_ws(', ', {on})) as example from ({AsOurs()}) t where {where} and pg_catalog.num_nulls({on}) = 0 group by {on} having count(*) > 1) g");
            if (twice.Rows > 0)
            {
                Refusals.Add($"{Table}: {Count(twice.Rows)} have the same ({on}), which must be unique by {name} (for example {twice.Example}); keep one of each, and adopt again.");
            }
        }
    }

    /// <summary>Their rows with our columns: what they lack as it will be when it is added.</summary>
    private string AsOurs() =>
        $"select t.ctid::text as place, {string.Join(", ", ours.Columns.Select(column => his.Column(column.Name) switch
        {
            null when column.Default is { } given && !given.Contains("public.", StringComparison.Ordinal) => $"({given})::{column.Type} as {column.Name}",
            null => $"null::{column.Type} as {column.Name}",
            { } there when there.Type != column.Type && !there.Type.StartsWith("numeric", StringComparison.Ordinal) => $"t.{column.Name}::{column.Type} as {column.Name}",
            _ => $"t.{column.Name}",
        }))} from {Table} t";

    private bool IsForeignKey(ShapeFact fact) =>
        fact.About == Table && fact.Ddl.StartsWith(ForeignKey, StringComparison.Ordinal) && fact.Ddl.Contains(" FOREIGN KEY ", StringComparison.Ordinal);

    private static bool IsIndex(ShapeFact fact) =>
        fact.Ddl.StartsWith("CREATE INDEX ", StringComparison.Ordinal) || fact.Ddl.StartsWith("CREATE UNIQUE INDEX ", StringComparison.Ordinal);

    private static string OneLine(string text) => Blank().Replace(text, " ").Trim();

    [GeneratedRegex(@"USING \w+ \((.+?)\)(?: WHERE (.+))?$")]
    private static partial Regex UniqueOn();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
