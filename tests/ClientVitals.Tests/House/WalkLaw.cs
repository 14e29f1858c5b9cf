using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// <c>docs/walk-of-a-call.md</c> describes the code as it is: each linked file exists, no file of the code is linked twice, and the numbers of its
/// table are within a tenth of the truth; not nearer, because then every edit of a file would fail this law.
/// </summary>
public sealed partial class WalkLaw
{
    private const double Tolerance = .1;

    private const string Sum = "Sum";

    private static readonly string Docs = Path.Combine(TestCluster.Root(), "docs");

    private static readonly string Page = File.ReadAllText(Path.Combine(Docs, "walk-of-a-call.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_walk_of_a_call_goes_through_the_code_as_it_is() =>
        Faults(Page, LinesOf).ShouldBeEmpty(
            "Correct docs/walk-of-a-call.md: link each file where it is now, and if the call takes another way, change the step's text and its files."
            + $" The table should be:\n{TableOf(Page, LinesOf)}");

    [Fact]
    public void The_law_finds_the_steps_and_their_files()
    {
        Steps(Page).Count.ShouldBeGreaterThan(8);
        Steps(Page).Sum(step => step.Files.Count).ShouldBeGreaterThan(80);
    }

    private const string Made = """
        # A walk, with [notes](notes.md)

        ## 1. In

        Open: [A](../src/A.cs) · [B](../src/B.sql)

        ## 2. Out

        Open: [C](../supabase/C.sql)

        ## How much there is to read

        | Step | Files | Lines |
        |---|--:|--:|
        | 1. In | 2 | 1 100 |
        | 2. Out | 1 | 10 |
        | Sum | 3 | 1 110 |
        """;

    private static int? LinesOfMade(string link) => link switch { "../src/A.cs" => 1000, "../src/B.sql" => 100, "../supabase/C.sql" => 10, "notes.md" => 5, _ => null };

    [Fact]
    public void A_true_page_has_no_fault() => Faults(Made, LinesOfMade).ShouldBeEmpty();

    [Theory]
    [InlineData("](../src/B.sql)", "](../src/Gone.sql)", "../src/Gone.sql is linked, and there is no such file")]
    [InlineData("](notes.md)", "](gone.md#part)", "gone.md is linked, and there is no such file")]
    [InlineData("](../supabase/C.sql)", "](../supabase/C.sql) · [A](../src/A.cs)", "../src/A.cs is linked twice")]
    [InlineData("| 1. In | 2 |", "| 1. In | 3 |", "1. In: the table says 3 files; there are 2")]
    [InlineData("| 2 | 1 100 |", "| 2 | 1 211 |", "1. In: the table says 1 211 lines; there are 1 100")]
    [InlineData("| 2 | 1 100 |", "| 2 | 989 |", "1. In: the table says 989 lines; there are 1 100")]
    [InlineData("| 2. Out | 1 | 10 |\n", "", "2. Out: the table has 0 rows of this name; it needs one")]
    [InlineData("## 2. Out", "## 2. Away", "2. Out: the table has this row, and there is no such step")]
    [InlineData("| Sum | 3 | 1 110 |", "| Sum | 3 | 1 111 |", "Sum: the table says 3 files and 1 111 lines; its rows add up to 3 and 1 110")]
    [InlineData("| Sum |", "| All |", "Sum: the table has 0 rows of this name; it needs one")]
    public void The_law_sees_each_fault(string good, string bad, string fault)
    {
        var made = Made.ReplaceLineEndings("\n");
        made.ShouldContain(good);
        Faults(made.Replace(good, bad, StringComparison.Ordinal), LinesOfMade).ShouldContain(fault);
    }

    [Theory]
    [InlineData("1 210", "1 220")]
    [InlineData("990", "1 000")]
    public void A_number_a_tenth_off_is_near_enough(string lines, string sum) =>
        Faults(Made.Replace("1 100", lines, StringComparison.Ordinal).Replace("1 110", sum, StringComparison.Ordinal), LinesOfMade).ShouldBeEmpty();

    /// <summary>A step of the walk and the files to open for it, as linked from <c>docs/</c>.</summary>
    private sealed record Step(string Title, IReadOnlyList<string> Files);

    /// <summary>A row of the table.</summary>
    private sealed record Row(string Title, int Files, int Lines);

    private static List<string> Faults(string page, Func<string, int?> linesOf)
    {
        var (links, steps, rows) = (Links(page), Steps(page), Rows(page));
        var ofSteps = rows.Where(row => row.Title != Sum).ToList();
        return
        [
            .. links.Distinct().Where(link => linesOf(link) is null).Select(link => $"{link} is linked, and there is no such file"),
            .. links.Where(IsCode).GroupBy(link => link).Where(same => same.Count() > 1).Select(same => $"{same.Key} is linked twice"),
            .. steps.SelectMany(step => FaultsOf(step, rows, linesOf)),
            .. ofSteps.Where(row => steps.All(step => step.Title != row.Title)).Select(row => $"{row.Title}: the table has this row, and there is no such step"),
            .. FaultsOfSum(rows, ofSteps.Sum(row => row.Files), ofSteps.Sum(row => row.Lines)),
        ];
    }

    private static IEnumerable<string> FaultsOf(Step step, IReadOnlyList<Row> rows, Func<string, int?> linesOf)
    {
        if (rows.Where(row => row.Title == step.Title).ToList() is not [var said])
        {
            yield return NotOne(step.Title, rows);
            yield break;
        }
        var (files, lines) = (step.Files.Count, step.Files.Sum(file => linesOf(file) ?? 0));
        if (IsOff(said.Files, files))
            yield return $"{step.Title}: the table says {Written(said.Files)} files; there are {Written(files)}";
        if (IsOff(said.Lines, lines))
            yield return $"{step.Title}: the table says {Written(said.Lines)} lines; there are {Written(lines)}";
    }

    /// <summary>The sum is that of the rows as written, so that a reader's own sum agrees with it.</summary>
    private static IEnumerable<string> FaultsOfSum(IReadOnlyList<Row> rows, int files, int lines)
    {
        if (rows.Where(row => row.Title == Sum).ToList() is not [var said])
            yield return NotOne(Sum, rows);
        else if ((said.Files, said.Lines) != (files, lines))
            yield return $"{Sum}: the table says {Written(said.Files)} files and {Written(said.Lines)} lines; its rows add up to {Written(files)} and {Written(lines)}";
    }

    private static string NotOne(string title, IEnumerable<Row> rows) => $"{title}: the table has {rows.Count(row => row.Title == title)} rows of this name; it needs one";

    private static bool IsOff(int said, int truth) => Math.Abs(said - truth) > Tolerance * truth;

    private static string TableOf(string page, Func<string, int?> linesOf)
    {
        var rows = Steps(page).Select(step => new Row(step.Title, step.Files.Count, step.Files.Sum(file => linesOf(file) ?? 0))).ToList();
        rows.Add(new(Sum, rows.Sum(row => row.Files), rows.Sum(row => row.Lines)));
        return string.Join('\n', rows.Select(row => $"| {row.Title} | {Written(row.Files)} | {Written(row.Lines)} |"));
    }

    private static int? LinesOf(string link) =>
        Path.GetFullPath(Path.Combine(Docs, link)) is var file && File.Exists(file) ? File.ReadLines(file).Count() : null;

    private static List<Step> Steps(string page) =>
        [.. Section().Matches(page).Select(section => new Step(section.Groups[1].Value, [.. Links(section.Groups[2].Value).Where(IsCode).Distinct()]))];

    private static List<Row> Rows(string page) =>
        [.. TableRow().Matches(page).Select(row => new Row(row.Groups[1].Value, Number(row.Groups[2].Value), Number(row.Groups[3].Value)))];

    /// <summary>What the page links to on this disk, without the part of a page after <c>#</c>.</summary>
    private static List<string> Links(string page) => [.. Link().Matches(page).Select(link => link.Groups[1].Value)];

    private static bool IsCode(string link) => link.StartsWith("../src/", StringComparison.Ordinal) || link.StartsWith("../supabase/", StringComparison.Ordinal);

    private static int Number(string text) => int.Parse(text.Replace(" ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static string Written(int number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');

    [GeneratedRegex(@"^## (\d+\. [^\n]+)\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"\]\((?!\w+:|#)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| ([^|]+) \| (\d[\d ]*) \| (\d[\d ]*) \|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
