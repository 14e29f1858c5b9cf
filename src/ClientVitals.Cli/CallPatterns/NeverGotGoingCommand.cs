using System.CommandLine;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary><c>vitals call-patterns never-got-going</c></summary>
internal static class NeverGotGoingCommand
{
    private const int PageSize = 500;

    private static readonly Option<string?> Coach = new("--coach")
    {
        Description = "Only this coach's book, by name.",
        HelpName = "name",
    };

    public static Command Command()
    {
        var command = new Command(
            "never-got-going", "List clients who called on two to four days at the beginning and then no more: too few calls for an alarm, but worth a call.")
        {
            Coach,
            Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var coach = parsed.GetValue(Coach);
        var clients = new List<RosterClient>();
        string? after = null;
        do
        {
            var page = await PatternRoster.ReadAsync(database, DatabaseIdentity.Service, new(PatternRoster.NeverGotGoing, coach), PageSize, after, ct);
            clients.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        if (parsed.GetValue(Output.Format) is var format && format != OutputFormat.Table)
        {
            Output.Write(clients, format);
            return Door.Done;
        }
        await using (var db = await database.OpenAsync(ct))
            Console.WriteLine((await LastAnalysis.ReadAsync(db, ct)).Sentence(TimeProvider.System.GetUtcNow(), (await BusinessSettings.InForceAsync(db, ct)).Zone));
        if (clients.Count == 0)
        {
            Console.WriteLine(coach is null ? "Everybody got going." : $"Everybody in the book of {coach} got going.");
            return Door.Done;
        }
        Output.Write(
            clients,
            format,
            new Column<RosterClient>("client", c => c.ClientName == c.ClientEmail ? c.ClientName : $"{c.ClientName} <{c.ClientEmail}>"),
            new("coach", c => c.AssignedCoach),
            new("why", c => c.Reason));
        return Door.Done;
    }
}
