using System.CommandLine;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.MissingData;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns breaks</c></summary>
internal static class BreaksCommand
{
    private static readonly Option<int> Days = new("--days")
    {
        Description = "Only clients analysed within this many days.",
        HelpName = "days",
        DefaultValueFactory = _ => 7,
    };

    private static readonly Option<string?> Coach = new("--coach")
    {
        Description = "Only this coach's book, by name.",
        HelpName = "name",
    };

    private static readonly Option<DateOnly?> AsOf = PatternOptions.Date(
        "--as-of", "The list of this business date, from history, instead of today's.");

    private static readonly Option<bool> All = new("--all") { Description = "All of them, not only as many as each coach can call in a day." };

    private static readonly Option<PatternRule> Rule = PatternOptions.Rule();

    public static Command Command()
    {
        var command = new Command("breaks", "List the clients to contact: those who rang and nobody answered, then those with a break or below usual, worst first, each with the reason.")
        {
            Days,
            Coach,
            AsOf,
            Rule,
            All,
            Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var now = TimeProvider.System.GetUtcNow();
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var coach = parsed.GetValue(Coach);
        var date = parsed.GetValue(AsOf);
        var rule = parsed.GetValue(Rule);
        if (date is null && rule == PatternRule.Documented)
            throw new PlainError("The documented rule is in history only; give the date: breaks --rule documented --as-of 2025-12-08.");

        var listed = date is { } day
            ? await PatternBreaks.OnAsync(db, day, rule, coach, ct)
            : await PatternBreaks.NowAsync(db, now, parsed.GetValue(Days), coach, ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(listed, format);
            return Door.Done;
        }
        var head = date is { } on
            ? await HeadOfDayAsync(db, on, rule, settings.Zone, ct)
            : (await LastAnalysis.ReadAsync(db, ct)).Sentence(now, settings.Zone);
        Console.WriteLine(head);
        if (date is null)
        {
            foreach (var silence in await SourceSilence.AtAsync(db, now, Moment.Of(now, settings.Zone).Date.AddDays(-SourceSilence.SaidDays), ct))
                Console.WriteLine(silence.Sentence);
            if ((await ClientsTogether.ReadAsync(db, ct)).Sentence is { } together)
                Console.WriteLine($"{together} One command pauses them: vitals call-patterns pause-together --until {Moment.Of(now, settings.Zone).Date.AddDays(1):yyyy-MM-dd}");
        }
        if (listed.Count == 0)
        {
            Console.WriteLine(coach is null ? "Nobody is on the list." : $"Nobody in the book of {coach} is on the list.");
            return Door.Done;
        }
        var shown = parsed.GetValue(All) ? listed : WithinADay(listed, settings.LinesADay);
        Output.Write(
            shown,
            format,
            new Column<PatternBreak>("status", b => b.PatternStatus switch { "PATTERN_BREAK" => "▼ break", "BELOW_PATTERN" => "▾ below", _ => "☎ rang" }),
            new("client", b => b.ClientName == b.ClientEmail ? b.ClientName : $"{b.ClientName} <{b.ClientEmail}>"),
            new("coach", b => b.AssignedCoach),
            new("since", b => b.DriftSince),
            new("why", b => b.Reason));
        if (shown.Count < listed.Count)
        {
            Console.WriteLine(
                $"{listed.Count - shown.Count} more: each coach's list is cut to the {settings.LinesADay} worst, what one can call in a day (settings --lines-a-day); --all shows everybody.");
        }
        if (listed.Count == PatternBreaks.Most)
            Console.WriteLine($"Only the first {PatternBreaks.Most} are listed; narrow the list with --coach.");
        return Door.Done;
    }

    /// <summary>The worst of each coach, in the order of the list.</summary>
    private static List<PatternBreak> WithinADay(IReadOnlyList<PatternBreak> listed, int most)
    {
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return [.. listed.Where(line => (lines[line.AssignedCoach ?? ""] = lines.GetValueOrDefault(line.AssignedCoach ?? "") + 1) <= most)];
    }

    private static async Task<string> HeadOfDayAsync(Npgsql.NpgsqlConnection db, DateOnly date, PatternRule rule, TimeZoneInfo zone, CancellationToken ct)
    {
        var day = await DayOfAnalysis.ReadAsync(db, date, rule, ct);
        return day.Judged == 0
            ? throw new PlainError(
                $"Nothing was analysed for {date:yyyy-MM-dd} by the {rule.Word()} rule{(day.Latest is { } latest ? $" (the latest analysed date is {latest:yyyy-MM-dd})" : "")}; run `vitals call-patterns analyze --as-of {date:yyyy-MM-dd}{(rule == PatternRule.Documented ? " --rule documented" : "")}`.")
            : $"As of {Wording.Moment(day.AsOf!.Value, zone)} by the {rule.Word()} rule: {day.Judged} clients analysed{(day.NotEnoughHistory > 0 ? $", {day.NotEnoughHistory} of them with too little history" : "")}.";
    }
}
