using System.CommandLine;
using System.Globalization;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Interventions;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns show ADDRESS</c></summary>
internal static class ShowCommand
{
    private static readonly Argument<string> Address = new("address") { Description = "An e-mail, a phone number, or a client's id." };
    private static readonly Option<string?> AsOf = PatternOptions.AsOf();
    private static readonly Option<PatternRule> Rule = PatternOptions.Rule();

    public static Command Command()
    {
        var command = new Command(
            "show", "Show one client's pattern now: what is usual, what is due today, and from when silence would be unusual. Changes nothing.")
        {
            Address,
            AsOf,
            Rule,
            Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var zone = (await BusinessSettings.InForceAsync(db, ct)).Zone;
        var at = parsed.GetValue(AsOf) is { } typed ? PatternOptions.Moment(typed, zone)!.Value : TimeProvider.System.GetUtcNow();
        var card = await (await PatternCard.ReadAsync(db, parsed.GetRequiredValue(Address), parsed.GetValue(Rule), at, ct)).WithAnswersAsync(db, ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write<PatternCard>([card], format);
            return Door.Done;
        }
        Print(card, Wording.Moment(at, zone));
        return Door.Done;
    }

    private static void Print(PatternCard card, string moment)
    {
        var judged = card.Judged;
        Console.WriteLine($"{(card.Name is null ? card.Client : $"{card.Name} <{card.Client}>")}, coach {card.Coach ?? "–"}; as of {moment}, {judged.Rule.Word()} rule");
        Console.WriteLine($"{judged.Status.Word()}{(judged.EnoughHistory ? "" : " (too little history to judge)")}: {card.Reason}");
        Line("this week", judged.CountsVisits
            ? $"{judged.CallsThisWeek} calls, usually {Number(judged.AvgCallsPerWeek)} a week; with visits {Number(judged.ExpectedSoFar)} expected so far, usually {Number(judged.AvgContactsPerWeek)} a week"
            : $"{judged.CallsThisWeek}, {Number(judged.ExpectedSoFar)} expected so far; usually {Number(judged.AvgCallsPerWeek)} a week");
        if (judged.DriftSince is { } since)
            Line($"since {since:yyyy-MM-dd}", $"{judged.ContactsSince}, {Number(judged.ExpectedSince)} expected (90 %: {judged.ExpectedLow} to {judged.ExpectedHigh}){(judged.PausedDays > 0 ? $"; {judged.PausedDays} paused days taken out" : "")}");
        Line("evidence", judged.Evidence is { } evidence ? $"{Number(evidence)}, a break from {Number(judged.Threshold)}{(card.OnceIn is { } rare ? $"; by chance {rare}" : "")}" : "–");
        Line("history", $"{Number(judged.WeeksOfHistory)} weeks, {judged.ActiveDays} active days, last {judged.LastActive?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–"}");
        Line("due today", card.Outlook.DueToday switch { true => "yes", false => "no", null => "– (no weekday stands out)" });
        Line("unusual from", card.Outlook.UnusualFrom is { } from ? $"{from:yyyy-MM-dd}, if nothing happens until then" : "–");
        Line("held by", judged.Hold.Word() ?? "–");
        Line("clears when", card.ClearsWhen ?? "–");
        if (card.Episodes.Count == 0)
            return;
        Console.WriteLine();
        Output.Write(
            card.Episodes,
            OutputFormat.Table,
            new Column<PatternCard.EpisodeLine>("episode", e => e.Id),
            new("opened", e => e.OpenedOn),
            new("break", e => e.BreakOn),
            new("closed", e => e.ClosedOn),
            new("because", e => e.CloseReason),
            new("answer", e => e.Answer),
            new("why", e => e.Reason));
    }

    private static void Line(string what, string text) => Console.WriteLine($"  {what,-16} {text}");

    private static string Number(double? number) => number is { } given ? given.ToString("0.#", CultureInfo.InvariantCulture) : "–";
}
