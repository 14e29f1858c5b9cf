using System.CommandLine;
using ClientVitals.Adopt;
using ClientVitals.Database;
using ClientVitals.Migrations;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db adopt</c>: takes over a database that somebody else's migrations made, with every row.</summary>
internal static class AdoptCommand
{
    public static Command Command()
    {
        var aside = new Option<string[]>("--set-aside") { Description = "Move this table unchanged, with all its rows, to the schema set_aside: it has the name of one of ours but another meaning. Can be given several times. Example: call_records", HelpName = "table" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Compare everything and show what would be done; change nothing." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask for confirmation." };
        var command = new Command("adopt", "Take over an existing database made by your own migrations, with every row; then run vitals db push. It takes over everything or nothing, and asks first.") { aside, dryRun, yes };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            var adopt = new AdoptDatabase(database, MigrationFile.Folder(), text => Email.Normal(text, out _));
            var named = parsed.GetValue(aside) ?? [];
            var plan = await adopt.PlanAsync(named, cancel);
            if (plan.State is not AdoptState.Theirs)
            {
                Console.WriteLine(Says(plan.State, database));
                return Door.Done;
            }
            Show(plan);
            if (plan.Refusals.Count > 0)
            {
                await Console.Error.WriteLineAsync($"This database cannot be adopted as it is, for the reasons marked ! above; nothing was changed in {database.Where}.");
                return Door.Failed;
            }
            if (parsed.GetValue(dryRun))
            {
                Console.WriteLine($"Nothing was changed in {database.Where}.");
                return Door.Done;
            }
            if (!DbCommand.Agrees($"Adopt {database.Where}?", parsed.GetValue(yes)))
            {
                Console.WriteLine("Nothing was changed.");
                return Door.Failed;
            }
            var done = await adopt.RunAsync(named, DateTimeOffset.UtcNow, cancel);
            if (done.Plan.State is not AdoptState.Theirs)
            {
                Console.WriteLine(Says(done.Plan.State, database));
                return Door.Done;
            }
            foreach (var table in done.Rows)
            {
                Console.WriteLine($"= {table.Table} .. {table.Before} rows before, {table.After} after");
            }
            Console.WriteLine($"Adopted: {database.Where}. Now run vitals db push; it was rehearsed and will succeed.");
            return Door.Done;
        });
        return command;
    }

    private static void Show(AdoptPlan plan)
    {
        void Lines(char sign, IEnumerable<string> lines)
        {
            foreach (var line in lines)
            {
                Console.WriteLine($"{sign} {line}");
            }
        }
        Lines('~', plan.Migrations.Select(migration => $"migration {migration} goes from the ledger into our history"));
        Lines('-', plan.Away.Select(step => step.Says));
        Lines('+', plan.Columns.Select(step => step.Says));
        Lines('+', plan.Notes);
        Lines('+', plan.Rules.Select(step => step.Says));
        Lines('=', plan.Kept.Select(name => $"{name} stays the owner's"));
        Lines('!', plan.Refusals);
    }

    private static string Says(AdoptState state, VitalsDatabase database) => state switch
    {
        AdoptState.Empty => $"There is nothing to adopt in {database.Where}: it has no table with a name of ours; run vitals db push.",
        AdoptState.Ours => $"There is nothing to adopt in {database.Where}: this program made it; vitals db list shows what it has.",
        _ => $"{database.Where} was adopted already; nothing was changed. vitals db list shows what a push would still apply.",
    };
}
