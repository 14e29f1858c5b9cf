using System.CommandLine;
using ClientVitals.CallPatterns.Lists;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns history EMAIL</c></summary>
internal static class HistoryCommand
{
    private static readonly Argument<string> Email = new("email") { Description = "The client's e-mail address." };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most days to list.",
        HelpName = "rows",
        DefaultValueFactory = _ => 60,
    };

    public static Command Command()
    {
        var command = new Command("history", "List the analyses of one client, newest first.") { Email, Limit, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var email = parsed.GetRequiredValue(Email);
        var rows = await PatternHistory.OfAsync(db, email, parsed.GetValue(Limit), ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(rows, format);
            return Door.Done;
        }
        if (rows.Count == 0)
        {
            Console.WriteLine($"{email} was never analysed; run `vitals call-patterns analyze`.");
            return Door.Done;
        }
        Output.Write(
            rows,
            format,
            new Column<PatternDay>("date", h => h.AnalysisDate),
            new("rule", h => h.Rule),
            new("status", h => h.PatternStatus),
            new("this week", h => h.CallsThisWeek),
            new("usual", h => Wording.Number(h.AvgCallsPerWeek)),
            new("deviation", h => Wording.Percent(h.DeviationPct)),
            new("since", h => h.DriftSince),
            new("why", h => h.Reason));
        return Door.Done;
    }
}
