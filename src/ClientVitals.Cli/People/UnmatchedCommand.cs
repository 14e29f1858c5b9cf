using System.CommandLine;
using ClientVitals.Calls;

namespace ClientVitals.Cli.People;

/// <summary><c>vitals people unmatched</c></summary>
internal static class UnmatchedCommand
{
    public static Command Command()
    {
        var command = new Command(
            "unmatched",
            "Unmatched calls by address, the most calls first. A number that came with several e-mails stays unmatched until vitals people add says whose it is.")
        {
            PeopleCommand.Limit,
            Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        await using var db = await database.OpenAsync(ct);
        var calls = await UnmatchedCalls.ReadAsync(db, parsed.GetValue(PeopleCommand.Limit), null, companions: true, ct);
        var format = parsed.GetValue(Output.Format);
        if (calls.Count == 0 && format == OutputFormat.Table)
        {
            Console.WriteLine("Every call is matched to a client.");
            return Door.Done;
        }
        Output.Write(calls, format);
        if (format == OutputFormat.Table)
            Console.WriteLine("To match them to a client: vitals people add CLIENT-ADDRESS UNMATCHED-ADDRESS");
        return Door.Done;
    }
}
