using System.CommandLine;
using System.Globalization;
using ClientVitals.CallPatterns.Answers;
using ClientVitals.Cli.People;
using ClientVitals.Interventions;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns answer CLIENT called|away|fine|left</c>, and taking it back.</summary>
internal static class AnswerCommand
{
    private static readonly Argument<string> Who = PeopleCommand.Client("client", "E-mail, phone number or id of the client.");

    private static readonly Argument<PatternAnswer> Said = new("answer")
    {
        Description = "called · away (a pause from the day the silence began) · fine (this is the new usual) · left (a former client).",
        HelpName = "called|away|fine|left",
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (word.All(char.IsAsciiLetter) && Enum.TryParse<PatternAnswer>(word, ignoreCase: true, out var answer))
                return answer;
            result.AddError($"The answer is called, away, fine or left, not {word}.");
            return default;
        },
    };

    private static readonly Argument<long> Id = new("id") { Description = "The number that `answer` printed." };
    private static readonly Argument<long> Pause = new("pause") { Description = "The number that `pause-together` printed." };
    private static readonly Option<DateOnly?> Until = PatternOptions.Date("--until", "With away: first day back. Default: not known.");
    private static readonly Option<DateOnly?> BackOn = PatternOptions.Date("--until", "First day back. Default: tomorrow.");
    private static readonly Option<string?> Note = new("--note") { Description = "What you want to remember.", HelpName = "text" };
    private static readonly Option<string?> Coach = new("--coach") { Description = "Only this coach's book, by name.", HelpName = "name" };

    public static Command Answer()
    {
        var command = new Command("answer", "Answer a client's open episode; the next analysis takes the answer into account. Example: vitals call-patterns answer jane@example.com away --until 2026-01-06") { Who, Said, Until, Note };
        command.SetAction(AnswerAsync);
        return command;
    }

    public static Command PauseTogether()
    {
        var command = new Command("pause-together", "Pause all clients who fell silent together on the same days, from the first of those days.") { BackOn };
        command.SetAction(PauseTogetherAsync);
        return command;
    }

    public static Command ResumeTogether()
    {
        var command = new Command("take-back-together", "Undo pause-together for all its clients.") { Pause };
        command.SetAction(TakeBackTogetherAsync);
        return command;
    }

    public static Command TakeBack()
    {
        var command = new Command("take-back", "Undo an answer, and the pause or the end that came with it.") { Id };
        command.SetAction(TakeBackAsync);
        return command;
    }

    public static Command Record()
    {
        var command = new Command("record", "Show how many alarms of this quarter and the last were right, by the answers given.") { Coach, Output.Format };
        command.SetAction(RecordAsync);
        return command;
    }

    private static async Task<int> AnswerAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var (client, done) = await database.DoAsync(
            async (work, ct) =>
            {
                var db = work.Connection;
                var client = await FoundClient.RequireAsync(db, parsed.GetRequiredValue(Who), await PeopleCommand.RegionAsync(db, ct), ct);
                return (client, await new AnswerBreak(client.Id, parsed.GetRequiredValue(Said), parsed.GetValue(Until), parsed.GetValue(Note)).RunAsync(work, ct));
            },
            ct);
        Console.WriteLine(done.WasThere
            ? $"{client.Address} has the same answer of today already; nothing was changed."
            : $"Answer {done.Id} is saved for {client.Address}; the next analysis takes it into account. To undo: vitals call-patterns take-back {done.Id}");
        return Door.Done;
    }

    private static async Task<int> PauseTogetherAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var (done, until) = await database.DoAsync(
            async (work, ct) =>
            {
                var zone = BusinessZone.Of((await BusinessSettings.InForceAsync(work.Connection, ct)).BusinessZone);
                var until = parsed.GetValue(BackOn) ?? zone.DayOf(work.Now).AddDays(1);
                return (await new PauseTogether(until).RunAsync(work, ct), until);
            },
            ct);
        Console.WriteLine($"{done.Clients} clients are paused from {done.From:yyyy-MM-dd} until {until:yyyy-MM-dd}, the first day back. The next analysis takes those days out.{(done.Undo is { } undo ? $" To undo: vitals call-patterns take-back-together {undo}" : "")}");
        return Door.Done;
    }

    private static async Task<int> TakeBackTogetherAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var clients = await database.DoAsync(new TakeBackPauses(parsed.GetRequiredValue(Pause)), ct);
        Console.WriteLine(clients == 1 ? "One client is no longer paused." : $"{clients} clients are no longer paused; the next analysis judges those days again.");
        return Door.Done;
    }

    private static async Task<int> TakeBackAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await database.DoAsync(new TakeBackAnswer(parsed.GetRequiredValue(Id)), ct);
        Console.WriteLine("The answer is taken back, and what it changed is undone.");
        return Door.Done;
    }

    private sealed record Period(string Quarter, int Alerts, int Answered, int Real, int Fine, int CameBack, int StayedSilent, int TooEarly, string? FalseExpected, double? MedianDays, int Missed);

    private static async Task<int> RecordAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var today = BusinessZone.Of(settings.BusinessZone).DayOf(TimeProvider.System.GetUtcNow());
        var begins = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        var periods = new List<Period>();
        foreach (var from in new[] { begins, begins.AddMonths(-3) })
        {
            var r = await PatternRecord.OfAsync(db, from, from.AddMonths(3), parsed.GetValue(Coach), today, ct);
            var expected = r.ExpectedFalse((double)settings.BreakBudget) is var (mean, low, high)
                ? string.Create(CultureInfo.InvariantCulture, $"{mean:0.#} ({low} to {high})") : null;
            periods.Add(new Period($"{from.Year} Q{((from.Month - 1) / 3) + 1}", r.Alerts, r.Answered, r.Real, r.Fine, r.CameBack, r.StayedSilent, r.TooEarly, expected, r.MedianDays, r.Missed));
        }
        Output.Write(periods, parsed.GetValue(Output.Format));
        return Door.Done;
    }
}
