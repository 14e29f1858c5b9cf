using System.CommandLine;
using System.Globalization;
using ClientVitals.Database;
using ClientVitals.HealthScores.BackTests.Cards;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;
using ClientVitals.Settings;

namespace ClientVitals.Cli.HealthScores;

/// <summary><c>vitals health scorecard</c>: saves a version, shows what it would say, switches it on from tomorrow.</summary>
internal static class ScorecardCommands
{
    private static readonly Argument<string> Name = new("name") { Description = "A version, such as own-v1." };
    private static readonly Argument<string> Rules = new("file") { Description = "A JSON file of rules, as `vitals health scorecards NAME` prints them; give it a name of your own." };
    private static readonly Option<string?> Note = new("--note") { Description = "Why it was made.", HelpName = "text" };

    public static Command Command() => new("scorecard", "Make a version of the scorecard of your own: save, preview, switch on from tomorrow.")
    {
        Of("save", "Save a file of rules as a new version. No score changes until it is switched on.", SaveAsync, Rules, Note),
        Of("preview", "Show what a version would say of today's clients beside what is said now. Writes nothing.", PreviewAsync, Name, Output.Format),
        Of("switch-on", "Make scores by a version from the next business day on.", SwitchOnAsync, Name),
        Of("call-off", "Take back that a version is switched on, until it begins.", CallOffAsync, Name),
        Of("delete", "Delete a version that was never switched on.", DeleteAsync, Name),
    };

    private static Command Of(string name, string what, Func<ParseResult, CancellationToken, Task<int>> action, params ReadOnlySpan<Symbol> takes)
    {
        var command = new Command(name, what);
        foreach (var one in takes)
        {
            if (one is Argument argument)
                command.Add(argument);
            else if (one is Option option)
                command.Add(option);
        }
        command.SetAction(action);
        return command;
    }

    /// <summary>A kept version, or a file of rules.</summary>
    public static async Task<Scorecard> FindAsync(ParseResult parsed, string named, CancellationToken ct)
    {
        if (File.Exists(named))
            return ScorecardJson.Read(await File.ReadAllTextAsync(named, ct));
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var cards = await KeptScorecards.ReadAsync(db, TimeProvider.System.GetUtcNow(), ct);
        return cards.FirstOrDefault(one => one.Scorecard == named) is { } kept ? ScorecardJson.Read(kept.Definition)
            : throw new PlainError($"There is no scorecard \"{named}\", and no such file; there are: {string.Join(", ", cards.Select(one => one.Scorecard))}.");
    }

    private static async Task<int> SaveAsync(ParseResult parsed, CancellationToken ct)
    {
        var path = parsed.GetRequiredValue(Rules);
        if (!File.Exists(path))
            throw new PlainError($"There is no file '{path}'.");
        var card = ScorecardJson.Read(await File.ReadAllTextAsync(path, ct));
        await using var database = Door.Database(parsed);
        var saved = await database.DoAsync(new SaveScorecard(card, parsed.GetValue(Note)), ct);
        Console.WriteLine($"Saved as {saved.Scorecard}. See what it would say: vitals health scorecard preview {saved.Scorecard}");
        return Door.Done;
    }

    private static async Task<int> PreviewAsync(ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetRequiredValue(Name);
        var card = await FindAsync(parsed, name, ct);
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var preview = await ScorecardPreview.OfAsync(db, card, ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write<ScorecardPreview>([preview], format);
            return Door.Done;
        }
        if (preview.ScoredOn is null)
        {
            Console.WriteLine("Nothing was scored yet, so there is nothing to compare; run `vitals health score`.");
            return Door.Done;
        }
        Console.WriteLine($"From what was measured on {preview.ScoredOn:yyyy-MM-dd} of {preview.Clients} clients; nothing is written.");
        Console.WriteLine($"  {"",-8} {"now",7} {card.Id,12}");
        foreach (var zone in preview.Zones)
            Console.WriteLine($"  {zone.Zone ?? "unknown",-8} {zone.Now,7} {zone.Then,12}");
        Console.WriteLine($"  {"average",-8} {Number(preview.AverageNow),7} {Number(preview.AverageThen),12}");
        Console.WriteLine($"{preview.Up} in a better zone, {preview.Down} in a worse one.");
        foreach (var group in preview.Groups)
            Console.WriteLine($"  {group.Segment}{(group.HasOwnWeights ? " (own weights)" : "")}: {group.Clients} clients, {string.Join(", ", group.Zones.Where(zone => zone.Now + zone.Then > 0).Select(zone => $"{zone.Zone ?? "unknown"} {zone.Now} to {zone.Then}"))}");
        return Door.Done;
    }

    private static async Task<int> SwitchOnAsync(ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetRequiredValue(Name);
        await using var database = Door.Database(parsed);
        var doubt = await DoubtAsync(database, name, ct);
        var from = await database.DoAsync(new SwitchOnScorecard(name), ct);
        if (doubt is not null)
            Console.WriteLine(doubt);
        var zone = (await BusinessSettings.InForceAsync(database, ct)).Zone;
        Console.WriteLine($"Scores are made by {name} from {Wording.Moment(from, zone)} on. Until then: vitals health scorecard call-off {name}");
        return Door.Done;
    }

    /// <summary>What its back-test does not say for it; null = it finds more leavers than days of silence.</summary>
    private static async Task<string?> DoubtAsync(VitalsDatabase database, string name, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var (_, success) = await ScorecardBacktestRun.LatestAsync(db, name, TimeProvider.System.GetUtcNow(), ct);
        return success?.Result is not { } test ? $"{name} was never back-tested to the end; vitals health backtest --scorecard {name} does it."
            : success.IsStale ? $"The back-test of {name} is out of date; vitals health backtest --scorecard {name} does it again."
            : test.AgainstSilence() == CardComparison.Better ? null
            : test.Verdict();
    }

    private static async Task<int> CallOffAsync(ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetRequiredValue(Name);
        await using var database = Door.Database(parsed);
        if (!await database.DoAsync(new CallOffScorecard(name), ct))
            throw new PlainError($"{name} is not about to begin; nothing was changed.");
        Console.WriteLine($"{name} does not begin; scores are made as before.");
        return Door.Done;
    }

    private static async Task<int> DeleteAsync(ParseResult parsed, CancellationToken ct)
    {
        var name = parsed.GetRequiredValue(Name);
        await using var database = Door.Database(parsed);
        if (!await database.DoAsync(new RemoveScorecard(name), ct))
            throw new PlainError($"There is no version {name} that was never switched on; those that were stay.");
        Console.WriteLine($"{name} is deleted.");
        return Door.Done;
    }

    private static string Number(decimal? number) => number is { } given ? given.ToString("0.#", CultureInfo.InvariantCulture) : "–";
}
