using System.Globalization;
using System.Text.RegularExpressions;
using ClientVitals.Migrations;

namespace ClientVitals.Adopt;

/// <summary>One change an adoption makes.</summary>
/// <param name="Says">For people: what is done, to what.</param>
/// <param name="Sql">The statements.</param>
/// <param name="Taken">What is taken away, by name; null = nothing.</param>
/// <param name="Undo">The statement that would bring it back.</param>
/// <param name="Retyped">The column that gets another type, with schema and table; null = none.</param>
public sealed record AdoptStep(string Says, string Sql, string? Taken = null, string? Undo = null, string? Retyped = null);

/// <summary>Counts rows that a sentence is about.</summary>
/// <returns>How many, and the key of one of them.</returns>
internal delegate Task<(long Rows, string Example)> AskRows(string sql);

/// <summary>
/// One table of the owner's against the table of ours by the same name: what must change for it to become ours, with every row, and what
/// of its rows forbids that.
/// </summary>
/// <param name="his">As it is.</param>
/// <param name="ours">As it shall be.</param>
/// <param name="facts">All his facts, for indexes, policies and foreign keys.</param>
/// <param name="wanted">All ours.</param>
internal sealed partial class AdoptTable(TableShape his, TableShape ours, IReadOnlyList<ShapeFact> facts, IReadOnlyList<ShapeFact> wanted)
{
    /// <summary>Before anything else: what would stand in the way goes.</summary>
    public List<AdoptStep> Away { get; } = [];

    /// <summary>Then the columns.</summary>
    public List<AdoptStep> Columns { get; } = [];

    /// <summary>Then, with the rows as they shall be, what rows must keep.</summary>
    public List<AdoptStep> Rules { get; } = [];

    /// <summary>Why it cannot be taken over, a sentence each.</summary>
    public List<string> Refusals { get; } = [];

    private string Table => his.Name;

    private string Short => Table["public.".Length..];

    public async Task CompareAsync(AskRows ask)
    {
        TakeAwayPolicies();
        TakeAwayIndexes();
        foreach (var column in ours.Columns)
        {
            await CompareAsync(column, ask);
        }
        foreach (var column in his.Columns.Where(column => ours.Column(column.Name) is null && column is { NotNull: true, Default: null, Made: null }))
        {
            Refusals.Add($"{Table} has a column {column.Name} of the owner's that must not be empty and has no default, so no new row of ours could be written; give it a default, or run: alter table {Table} alter column {column.Name} drop not null.");
        }
        if (Refusals.Count > 0)
        {
            return;
        }
        CompareConstraints();
        CompareForeignKeys();
        if (ours.Rest != his.Rest)
        {
            // Among the columns, so that it holds already when the rows find their clients and are written again.
            Columns.Add(ours.Rest.Length > 0
                ? new($"{Short}: {ours.Rest}, so that a daily change of every row stays in its place", $"alter table {Table} set {ours.Rest["with ".Length..]}")
                : new($"{Short}: without {his.Rest}", $"alter table {Table} reset ({string.Join(", ", OptionName().Matches(his.Rest).Select(match => match.Groups[1].Value))})"));
        }
        await AskChecksAsync(ask);
        await AskUniquesAsync(ask);
    }

    private async Task CompareAsync(ColumnShape column, AskRows ask)
    {
        if (his.Column(column.Name) is not { } there)
        {
            if (column is { NotNull: true, Default: null, Made: null } && await ask($"select count(*), min(t.ctid::text) from {Table} t") is { Rows: > 0 and var rows })
            {
                Refusals.Add(string.Create(CultureInfo.InvariantCulture, $"{Table} lacks the column {column.Name}, which must not be empty, and has {rows} rows; add it, fill it, and adopt again."));
            }
            else
            {
                Columns.Add(new($"{Short}: column {column.Name} {column.Declared} is added", $"alter table {Table} add column {column.Name} {column.Declared}"));
            }
            return;
        }
        if (there.Type != column.Type && !await ConvertAsync(there, column, ask))
        {
            return;
        }
        if (there.Made != column.Made)
        {
            MakeIdentity(there, column);
        }
        else if (there.Default != column.Default)
        {
            Columns.Add(new(
                $"{Short}.{column.Name}: {(column.Default is null ? "no default" : $"default {column.Default}")} ({(there.Default is null ? "there was none" : $"was {there.Default}")})",
                $"alter table {Table} alter column {column.Name} {(column.Default is null ? "drop default" : $"set default {column.Default}")}"));
        }
        await CompareEmptinessAsync(there, column, ask);
    }

    private async Task<bool> ConvertAsync(ColumnShape there, ColumnShape column, AskRows ask)
    {
        if (LosslessConversion.Of(there.Type, column.Type) is not { } conversion)
        {
            Refusals.Add($"{Table}.{column.Name} is {there.Type} where ours is {column.Type}, which cannot be converted without loss; {Otherwise}");
            return false;
        }
        if (conversion.Fits.Length > 0 && await ask($"select count(*), min({Key}) from {Table} t where not ({conversion.Fits.Replace("{0}", "t." + column.Name, StringComparison.Ordinal)})") is { Rows: > 0 } unfit)
        {
            Refusals.Add(string.Create(CultureInfo.InvariantCulture, $"{Table}.{column.Name} is {there.Type} where ours is {column.Type}, and {Count(unfit.Rows)} {(unfit.Rows == 1 ? "does" : "do")} not fit (for example {unfit.Example}); round or empty the value, and adopt again."));
            return false;
        }
        foreach (var index in facts.Where(fact => fact.About == Table && IsIndex(fact) && Mentions(Indexed(fact.Ddl), column.Name)))
        {
            if (!conversion.KeepsIndexes || !OnPlainColumns().IsMatch(Indexed(index.Ddl)))
            {
                Drop(index, $"drop index {index.Key}", "an index on a column that gets another type");
            }
        }
        Columns.Add(new(
            $"{Short}.{column.Name}: {there.Type} becomes {column.Type}",
            $"{(there.Default is null ? "" : $"alter table {Table} alter column {column.Name} drop default; ")}alter table {Table} alter column {column.Name} type {column.Type} using {conversion.Using.Replace("{0}", column.Name, StringComparison.Ordinal)}{(there.Default is null || there.Default != column.Default ? "" : $"; alter table {Table} alter column {column.Name} set default {column.Default}")}",
            Retyped: $"{Table}.{column.Name}"));
        return true;
    }

    /// <summary>A number that counted up by a sequence, or by another kind of identity, counts on as ours does.</summary>
    private void MakeIdentity(ColumnShape there, ColumnShape column)
    {
        if (!column.IsIdentity || there.Made?.EndsWith(" stored", StringComparison.Ordinal) is true)
        {
            Refusals.Add($"{Table}.{column.Name} is {there.Declared} where ours is {column.Declared}; {Otherwise}");
            return;
        }
        var sql = there.IsIdentity
            ? $"alter table {Table} alter column {column.Name} set generated {column.Made!.Split(" as ")[0]}"
            : $"""
              alter table {Table} alter column {column.Name} set not null{(there.Default is null ? "" : $", alter column {column.Name} drop default")};
              do $$ declare owned text := pg_catalog.pg_get_serial_sequence('{Table}', '{column.Name}'); begin
                if owned is not null then execute 'drop sequence ' || owned; end if;
              end $$;
              alter table {Table} alter column {column.Name} add generated {column.Made};
              select pg_catalog.setval(pg_catalog.pg_get_serial_sequence('{Table}', '{column.Name}'), coalesce(max({column.Name}), 0) + 1, false) from {Table}
              """;
        Columns.Add(new($"{Short}.{column.Name}: generated {column.Made}, counting on from the highest", sql));
    }

    private async Task CompareEmptinessAsync(ColumnShape there, ColumnShape column, AskRows ask)
    {
        if (there.NotNull == column.NotNull)
        {
            return;
        }
        if (!column.NotNull)
        {
            Columns.Add(new($"{Short}.{column.Name}: may be empty", $"alter table {Table} alter column {column.Name} drop not null"));
            return;
        }
        var empty = await ask($"select count(*), min({Key}) from {Table} t where t.{column.Name} is null");
        if (empty.Rows > 0 && (column.Default is null || column.IsIdentity))
        {
            Refusals.Add($"{Table}.{column.Name} must not be empty, and in {Count(empty.Rows)} it is (for example {empty.Example}); fill it, and adopt again. They are: select * from {Table} where {column.Name} is null.");
            return;
        }
        var says = empty.Rows > 0 ? $", and is filled with {column.Default} in {Count(empty.Rows)}" : "";
        var fill = empty.Rows > 0 ? $"update {Table} set {column.Name} = {column.Default} where {column.Name} is null; " : "";
        Rules.Add(new($"{Short}.{column.Name}: must not be empty{says}", $"{fill}alter table {Table} alter column {column.Name} set not null"));
    }

    private string Key => his.Column("id") is null ? "t.ctid::text" : "'id ' || t.id::text";

    private string Otherwise => Table == AdoptNames.Hub
        ? $"change the column, and adopt again."
        : $"change the column, or let --set-aside {Short} move the table as it is to the schema {AdoptNames.AsideSchema}.";

    private static string Count(long rows) => rows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{rows} rows");

    private static bool Mentions(string text, string column) =>
        Regex.IsMatch(text, $@"(?<![\w""]){Regex.Escape(column)}(?![\w""])");

    /// <summary>What an index is on: its columns and its condition.</summary>
    private static string Indexed(string ddl) => ddl[ddl.IndexOf('(', StringComparison.Ordinal)..];

    [GeneratedRegex(@"^\((?:""(?:[^""]|"""")+""|[\w]+)(?: (?:ASC|DESC|NULLS FIRST|NULLS LAST))*(?:, (?:""(?:[^""]|"""")+""|[\w]+)(?: (?:ASC|DESC|NULLS FIRST|NULLS LAST))*)*\)$")]
    private static partial Regex OnPlainColumns();

    [GeneratedRegex(@"(\w+)=")]
    private static partial Regex OptionName();
}
