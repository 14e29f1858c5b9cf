using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db open-policies</c>: the document's open policies, for those who ask for them by name.</summary>
internal static class OpenPoliciesCommand
{
    public static Command Command()
    {
        var close = new Option<bool>("--close") { Description = "Take these rights back." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask for confirmation." };
        var command = new Command(
            "open-policies",
            "Let everybody, also without signing in, read, insert and update call_pattern_analysis, as the original design document does; --close takes it back. This program does not need it.")
        {
            close, yes,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            var closing = parsed.GetValue(close);
            if (!closing)
            {
                Console.WriteLine(OpenPolicies.Warning);
                if (!DbCommand.Agrees($"Open call_pattern_analysis in {database.Where}?", parsed.GetValue(yes)))
                {
                    Console.WriteLine("Nothing was changed.");
                    return Door.Failed;
                }
            }
            await new OpenPolicies(closing).RunAsync(database, cancel);
            Console.WriteLine(closing ? "Closed again." : "Opened; take it back with vitals db open-policies --close.");
            return Door.Done;
        });
        return command;
    }
}
