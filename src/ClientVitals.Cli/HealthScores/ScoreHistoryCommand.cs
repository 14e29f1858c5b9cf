using System.CommandLine;
using ClientVitals.HealthScores.Lists;
using ClientVitals.People;
using ClientVitals.Settings;

namespace ClientVitals.Cli.HealthScores;

/// <summary><c>vitals health history ADDRESS</c></summary>
internal static class ScoreHistoryCommand
{
    private static readonly Argument<string> Address = new("address") { Description = "An e-mail, a phone number, or a client's id." };

    private static readonly Option<int> Limit = new("--limit") { Description = "The most days to list.", HelpName = "rows", DefaultValueFactory = _ => 60 };

    public static Command Command()
    {
        var command = new Command("history", "List a client's scores, newest first.") { Address, Limit, Output.Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var client = await FoundClient.RequireAsync(db, parsed.GetRequiredValue(Address), (await BusinessSettings.InForceAsync(db, ct)).PhoneRegion, ct);
        var rows = await ScoreHistory.OfAsync(db, client.Id, DateOnly.MaxValue, parsed.GetValue(Limit), ct);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(rows, format);
            return Door.Done;
        }
        if (rows.Count == 0)
        {
            Console.WriteLine($"{client.Address} was never scored; run `vitals health score`.");
            return Door.Done;
        }
        Output.Write(
            rows,
            OutputFormat.Table,
            new Column<ScoreOfDay>("date", row => row.ScoredOn),
            new("score", row => Wording.Number(row.Score)),
            new("zone", row => row.Zone ?? "–"),
            new("known", row => $"{100 * row.Confidence:0} %"),
            new("silence in 30 days", row => row.ChurnRisk is { } risk ? $"{Wording.Number(risk)} %" : "–"),
            new("scorecard", row => row.Scorecard),
            new("why unknown", row => row.WhyUnknown));
        return Door.Done;
    }
}
