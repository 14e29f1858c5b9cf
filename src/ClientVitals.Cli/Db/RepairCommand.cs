using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db repair</c>: says in the ledger alone that migrations are applied or reverted.</summary>
internal static class RepairCommand
{
    public static Command Command()
    {
        var versions = new Argument<string[]>("version") { Description = "Versions as vitals db list shows them. Example: 20251205000001", Arity = ArgumentArity.OneOrMore };
        var status = new Option<RepairStatus>("--status")
        {
            Description = "What to record: applied (with the present text of the file, even if it was edited since) or reverted.",
            HelpName = "applied|reverted",
            Required = true,
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (!word.All(char.IsAsciiLetter) || !Enum.TryParse<RepairStatus>(word, ignoreCase: true, out var said))
                {
                    result.AddError($"--status is applied or reverted, not {word}.");
                    return default;
                }
                return said;
            },
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check everything and show what would be written; change nothing." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask for confirmation." };
        var command = new Command("repair", "Correct the record of applied migrations where it no longer agrees with the database. Runs no migration and no rollback; asks first.") { versions, status, dryRun, yes };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            var repair = new RepairMigrations(database, MigrationFile.Folder());
            var (named, said) = (parsed.GetRequiredValue(versions), parsed.GetValue(status));
            foreach (var planned in await repair.PlanAsync(named, said, cancel))
            {
                Console.WriteLine($"  {planned.Title} .. {Says(planned, said)}");
            }
            if (parsed.GetValue(dryRun))
            {
                Console.WriteLine($"Nothing was changed in {database.Where}.");
                return Door.Done;
            }
            if (!DbCommand.Agrees($"Write this into the ledger of {database.Where}, and change nothing else?", parsed.GetValue(yes)))
            {
                Console.WriteLine("Nothing was changed.");
                return Door.Failed;
            }
            var done = await repair.RunAsync(named, said, cancel);
            Console.WriteLine($"{(done.Count == 1 ? "1 migration" : $"{done.Count} migrations")} marked {(said is RepairStatus.Applied ? "applied" : "reverted")} in {database.Where}; the schema is as it was.");
            return Door.Done;
        });
        return command;
    }

    private static string Says(MigrationRepair repair, RepairStatus said) => (said, repair) switch
    {
        (RepairStatus.Reverted, _) => "reverted",
        (_, { Edited: true }) => "applied, as the file is now (edited after it was applied)",
        (_, { Before: not null }) => "applied (as it is already)",
        _ => "applied",
    };
}
