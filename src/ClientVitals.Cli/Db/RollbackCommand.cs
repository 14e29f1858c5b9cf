using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db rollback</c>: undoes the latest migrations.</summary>
internal static class RollbackCommand
{
    public static Command Command()
    {
        var steps = new Option<int>("--steps") { Description = "How many migrations to undo.", HelpName = "number", DefaultValueFactory = _ => 1 };
        steps.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && (!int.TryParse(word.Value, out var number) || number < 1))
            {
                result.AddError($"--steps must be 1 or more, not {word.Value}.");
            }
        });
        var to = new Option<string?>("--to") { Description = "Undo everything after this version. Example: --to 20251205000001; --to 0 undoes all.", HelpName = "version" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask for confirmation." };
        var command = new Command("rollback", "Undo the latest migrations, newest first, with the scripts in supabase/rollback. Asks first.") { steps, to, yes };
        command.Validators.Add(result =>
        {
            if (result.GetResult(steps) is { Implicit: false } && result.GetResult(to) is not null)
            {
                result.AddError("Give --steps or --to, not both.");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            var rollback = new RollbackMigrations(database, MigrationFile.Folder());
            var planned = await rollback.PlanAsync(parsed.GetValue(steps), parsed.GetValue(to), cancel);
            if (planned.Count == 0)
            {
                Console.WriteLine($"Nothing to roll back in {database.Where}.");
                return Door.Done;
            }
            foreach (var file in planned)
            {
                Console.WriteLine($"  {Announces(file)}");
            }
            if (!DbCommand.Agrees($"Roll back {(planned.Count == 1 ? "this migration" : $"these {planned.Count} migrations")} in {database.Where}?", parsed.GetValue(yes)))
            {
                Console.WriteLine("Nothing was changed.");
                return Door.Failed;
            }
            await rollback.RunAsync(planned, step => DbCommand.Say('-', step), cancel);
            return Door.Done;
        });
        return command;
    }

    /// <summary>What the script says of itself in its first comment: what it undoes, and what it cannot give back.</summary>
    private static string Announces(MigrationFile file) =>
        string.Join(' ', File.ReadLines(file.RollbackPath).TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line.TrimStart('-').Trim()));
}
