using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db push</c>: applies the migrations that are pending.</summary>
internal static class PushCommand
{
    public static Command Command()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Check everything and show what would be applied; change nothing." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask for confirmation." };
        var command = new Command("push", "Apply the migrations in supabase/migrations that the database does not have yet.") { dryRun, yes };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            var push = new PushMigrations(database, MigrationFile.Folder());
            var pending = await push.PlanAsync(cancel);
            if (parsed.GetValue(dryRun))
            {
                foreach (var file in pending)
                {
                    Console.WriteLine($"+ {file.Title} .. would be applied");
                }
                Console.WriteLine($"{Count(pending.Count)} pending for {database.Where}; nothing was changed.");
                return Door.Done;
            }
            // A database the program made itself is nobody's live one; elsewhere a person at a terminal is asked.
            if (pending.Count > 0 && !database.IsEmbedded && !Console.IsInputRedirected
                && !DbCommand.Agrees($"Apply {Count(pending.Count)} to {database.Where}?", parsed.GetValue(yes)))
            {
                Console.WriteLine("Nothing was changed.");
                return Door.Failed;
            }
            var steps = await push.RunAsync(step => DbCommand.Say('+', step), cancel);
            // Another push may have been here meanwhile; each says what it did itself.
            var own = steps.Count(step => !step.ByAnother);
            Console.WriteLine(own == 0 ? $"Up to date: {database.Where}." : $"{Count(own)} applied to {database.Where}.");
            return Door.Done;
        });
        return command;
    }

    private static string Count(int migrations) => migrations == 1 ? "1 migration" : $"{migrations} migrations";
}
