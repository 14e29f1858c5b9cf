using System.CommandLine;
using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Interventions.Effect;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Interventions;

/// <summary><c>vitals interventions effect</c>: whether one group of a file did better than another, and whether that can be believed.</summary>
internal static class EffectCommand
{
    private static readonly Argument<string?> File = new("file")
    {
        Description = "A CSV file (also .gz): one case a line, with its group and its outcome. Left out: the playbooks, by what became of the clients of their items.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Group = new("--group") { Description = "The column with the group of each case; needed with a file.", HelpName = "column" };

    private static readonly Option<string?> Outcome = new("--outcome") { Description = "The column with what became of it: a number, or yes and no; needed with a file.", HelpName = "column" };

    private static readonly Option<string?> Control = new("--control") { Description = "The group that the others are compared with. Default: 0 or no.", HelpName = "group" };

    private static readonly Option<string[]> Before = new("--before")
    {
        Description = "A column with what was known of each before: adjusted for, and looked at to see whether the groups were drawn by lot. May be repeated.",
        HelpName = "column",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> Stratum = new("--stratum") { Description = "Compare only cases with the same word in this column.", HelpName = "column" };

    public static Command Command()
    {
        var command = new Command("effect", "Say whether each playbook helped; or compare the groups of a file: what one did better, between which bounds, and whether it was an experiment. With a file it needs no database. Example: vitals interventions effect trial.csv --group reminded --outcome came --before age")
        {
            File, Group, Outcome, Control, Before, Stratum, Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken ct) =>
        parsed.GetValue(File) is { } file ? Task.FromResult(OfFile(parsed, file)) : OfPlaybooksAsync(parsed, ct);

    /// <summary>By what became of the clients of items.</summary>
    private static async Task<int> OfPlaybooksAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var effects = await PlaybookEffects.ReadAsync(database, DatabaseIdentity.Service, DateOnly.MinValue, ct);
        var format = parsed.GetValue(Output.Format);
        if (format == OutputFormat.Table && effects.Count == 0)
        {
            Console.WriteLine("No item follows a playbook yet; vitals interventions run opens the first ones.");
            return Door.Done;
        }
        Output.Write(
            effects,
            format,
            new Column<PlaybookEffect>("playbook", e => e.Key),
            new("version", e => e.Version),
            new("reached", e => e.Reached),
            new("not_reached", e => e.NotReached),
            new("not_known_yet", e => e.Waiting),
            new("naive", e => Rounded(e.Naive)),
            new("stratified", e => Rounded(e.Stratified)),
            new("acted", e => e.Acted),
            new("held_out", e => e.HeldOut),
            new("randomised", e => Rounded(e.Effect)),
            new("low", e => Rounded(e.Low)),
            new("high", e => Rounded(e.High)),
            new("about_more", e => e.MoreUntil),
            new("verdict", e => e.Verdict));
        if (format == OutputFormat.Table)
            Console.WriteLine("Share of clients back within 30 days. Naive compares clients who were reached with those who were not, who differ from the start; the bounds of randomised hold however often you look.");
        return Door.Done;
    }

    private static int OfFile(ParseResult parsed, string path)
    {
        if (parsed.GetValue(Group) is not { } group || parsed.GetValue(Outcome) is not { } outcome)
            throw new PlainError("With a file, name its columns: --group and --outcome.");
        using var file = SourceFile.At(path);
        var experiment = ReadExperiment.From(file, new(group, outcome, parsed.GetValue(Control), parsed.GetValue(Before)!, parsed.GetValue(Stratum)));
        var effects = experiment.Effects();
        Output.Write(
            effects,
            parsed.GetValue(Output.Format),
            new Column<GroupEffect>("group", e => e.Group),
            new("compared_with", e => e.Control),
            new("cases", e => e.Cases),
            new("control_cases", e => e.ControlCases),
            new("mean", e => Rounded(e.Mean)),
            new("control_mean", e => Rounded(e.ControlMean)),
            new("difference", e => Rounded(e.Naive?.Difference)),
            new("low", e => Rounded(e.Interval?.Low)),
            new("high", e => Rounded(e.Interval?.High)),
            new("error_pooled", e => Rounded(e.Naive?.Pooled)),
            new("error_welch", e => Rounded(e.Naive?.Welch)),
            new("stratified", e => Rounded(e.Stratified?.Difference)),
            new("stratified_error", e => Rounded(e.Stratified?.StandardError)),
            new("adjusted", e => Rounded(e.Adjusted?.Difference)),
            new("adjusted_error", e => Rounded(e.Adjusted?.StandardError)),
            new("cuped", e => Rounded(e.Cuped?.Difference.Difference)),
            new("cuped_explains", e => Rounded(e.Cuped?.Explained)),
            new("experiment", e => e.LooksRandomised ? experiment.Measures.Count == 0 ? "not looked at" : "yes" : "no"));
        if (parsed.GetValue(Output.Format) == OutputFormat.Table)
            Say(experiment, effects);
        return Door.Done;
    }

    private static void Say(Experiment experiment, IReadOnlyList<GroupEffect> effects)
    {
        foreach (var one in effects.Where(one => !one.LooksRandomised))
            Console.WriteLine($"{one.Group} and {one.Control}: not an experiment. They differed before, in {string.Join(", ", one.Unlike)}; the difference is not the effect alone.");
        if (experiment.Measures.Count == 0)
            Console.WriteLine("Whether the groups were drawn by lot was not looked at; name what was known before with --before.");
        else if (effects.All(one => one.LooksRandomised))
            Console.WriteLine("What was known before does not speak against groups drawn by lot.");
        if (effects.Any(one => one.Cuped is { Explained: < .05 }))
            Console.WriteLine("The measure from before explains less than a twentieth of the outcome; it hardly makes the bounds narrower.");
        Console.WriteLine("The bounds hold for one look, 19 times in 20.");
    }

    private static decimal? Rounded(double? value) =>
        value is { } given && double.IsFinite(given) ? Math.Abs(given) < 1e12 ? decimal.Parse(given.ToString("0.######", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : (decimal)given : null;
}
