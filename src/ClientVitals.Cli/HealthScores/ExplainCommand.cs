using System.CommandLine;
using System.Globalization;
using ClientVitals.Cli.CallPatterns;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Overrides;
using ClientVitals.HealthScores.Scoring;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Cli.HealthScores;

/// <summary><c>vitals health explain ADDRESS</c></summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Address = new("address") { Description = "An e-mail, a phone number, or a client's id." };

    private static readonly Option<DateOnly?> On = PatternOptions.Date("--on", "The score of this day, or the last one before it; today if left out.");

    public static Command Command()
    {
        var command = new Command("explain", "Show what makes a client's score, point by point, what changed since the score before, and what would lift it.") { Address, On, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var client = await FoundClient.RequireAsync(db, parsed.GetRequiredValue(Address), settings.PhoneRegion, ct);
        var on = parsed.GetValue(On) ?? BusinessZone.Of(settings.BusinessZone).DayOf(TimeProvider.System.GetUtcNow());
        var explained = await ExplainedScore.OfAsync(db, client.Id, on, ct)
            ?? throw new PlainError($"{client.Address} has no score by {on:yyyy-MM-dd}; run `vitals health score`.");
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write<ExplainedScore>([explained], format);
            return Door.Done;
        }
        if (await HealthOverrides.OfAsync(db, client.Id, BusinessZone.Of(settings.BusinessZone).DayOf(TimeProvider.System.GetUtcNow()), ct) is { } set)
            Console.WriteLine(OverrideCommands.Sentence(set));
        Print(client.Address, explained, settings);
        return Door.Done;
    }

    private static void Print(string client, ExplainedScore explained, BusinessSettings settings)
    {
        var (day, score) = (explained.Day, explained.Score);
        Console.WriteLine($"{client}, {day.ScoredOn:yyyy-MM-dd} by {day.Scorecard} (as of {Wording.Moment(day.AsOf, settings.Zone)})");
        Console.WriteLine(day.Score is null ? $"Unknown: {day.WhyUnknown}" : $"{Number(day.Score)} {day.Zone}; {Number(100 * day.Confidence)} % of the weight is known");
        foreach (var (input, value) in explained.Card.Inputs.Zip(day.Measured))
            Line(ScoreWords.Of(input), value is null ? "unknown" : Number(value));
        if (score.Contributions.Count > 0)
        {
            Console.WriteLine("What makes it:");
            foreach (var one in score.Contributions.Where(one => one.Shown != 0 || one.Points != 0))
                Line($"{one.Dimension}, {ScoreWords.Of(explained.Card, one.Part)}", $"{Signed(one.Shown),5}  ({Number(one.Points)} points, {Number(100 * one.Share)} % of the score)");
        }
        if (explained is { Before: { } before, Change: { } change })
        {
            Console.WriteLine($"Since {before.ScoredOn:yyyy-MM-dd} ({Number(before.Score)} {before.Zone}): {Signed(change.Change)}");
            foreach (var line in change.Lines)
                Line($"{line.Dimension}, {ScoreWords.Of(explained.Card, line.Part)}", $"{Signed(line.Shown),5}  {Why(line.Kind)}");
        }
        foreach (var lift in explained.Lifts)
            Console.WriteLine($"{ScoreWords.Of(lift)} would make it {Number(lift.Score)} {lift.Zone}.");
        Line("risk of silence", day.ChurnRisk is { } risk ? $"{Number(risk)} % that no call comes in the next 30 days" : "– (too few calls, or none for long)");
        Line("risk points", day.RiskPoints is { } points ? $"{Number(points)} of 100, by the scorecard's rules; not a probability" : "–");
    }

    private static string Why(ChangeKind kind) => kind switch
    {
        ChangeKind.Points => "other points than before",
        ChangeKind.Weight => "counts more or less, because another dimension became known or unknown",
        ChangeKind.Known => "was unknown and is known now",
        ChangeKind.Unknown => "was known and is unknown now",
        _ => "another scorecard",
    };

    private static void Line(string what, string text) => Console.WriteLine($"  {what,-44} {text}");

    private static string Signed(decimal number) => number.ToString("+0.##;−0.##;0", CultureInfo.InvariantCulture);

    private static string Number(decimal? number) => number is { } given ? given.ToString("0.##;−0.##", CultureInfo.InvariantCulture) : "–";
}
