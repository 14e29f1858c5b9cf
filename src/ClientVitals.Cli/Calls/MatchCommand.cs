using System.CommandLine;
using ClientVitals.Calls;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls match</c></summary>
internal static class MatchCommand
{
    public static Command Command()
    {
        var command = new Command("match", "Match calls without a client to the client whose e-mail or number is known by now.");
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = Door.Database(parsed);
            var matched = await database.DoAsync(new MatchCalls(), ct);
            Console.WriteLine(matched == 0 ? "No unmatched call has a known address." : $"{Wording.Count(matched, "call was", "calls were")} matched.");
            return Door.Done;
        });
        return command;
    }
}
