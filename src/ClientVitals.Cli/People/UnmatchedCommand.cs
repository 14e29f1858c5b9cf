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
            "Addresses whose calls belong to nobody known, the most calls first. A number that came beside several e-mails is nobody's until vitals people add says whose.")
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
            Console.WriteLine("Every call has its client.");
            return Door.Done;
        }
        Output.Write(calls, format);
        if (format == OutputFormat.Table)
            Console.WriteLine("To give them to a client: vitals people add CLIENT-ADDRESS UNMATCHED-ADDRESS");
        return Door.Done;
    }
}
