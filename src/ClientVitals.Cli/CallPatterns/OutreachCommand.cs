using System.CommandLine;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns outreach</c></summary>
internal static class OutreachCommand
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

    public static Command Command()
    {
        var command = new Command(
            "outreach",
            "List clients not contacted by us, by coach: most of their calls are made by us, and nobody tried since the last one. They are not listed as breaks.")
        {
            Days,
            Coach,
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
        var gaps = await OutreachGaps.NowAsync(db, now, parsed.GetValue(Days), coach, ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(gaps, format);
            return Door.Done;
        }
        Console.WriteLine((await LastAnalysis.ReadAsync(db, ct)).Sentence(now, settings.Zone));
        if (gaps.Count == 0)
        {
            Console.WriteLine(coach is null ? "No client is waiting for a call from us." : $"No client in the book of {coach} is waiting for a call from us.");
            return Door.Done;
        }
        foreach (var book in gaps.GroupBy(gap => gap.AssignedCoach))
            Console.WriteLine($"{book.Key ?? "without a coach"}: {book.Count()}");
        Output.Write(
            gaps,
            format,
            new Column<OutreachGap>("coach", g => g.AssignedCoach),
            new("client", g => g.ClientName == g.ClientEmail ? g.ClientName : $"{g.ClientName} <{g.ClientEmail}>"),
            new("last call", g => g.LastActiveOn),
            new("expected since", g => g.ExpectedSince is { } expected ? Math.Round(expected, 1) : null),
            new("why", g => g.Reason));
        if (gaps.Count == OutreachGaps.Most)
            Console.WriteLine($"Only the first {OutreachGaps.Most} are listed; narrow the list with --coach.");
        return Door.Done;
    }
}
