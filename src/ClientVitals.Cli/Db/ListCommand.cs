using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db list</c>, also called status: which migrations are applied, which pending.</summary>
internal static class ListCommand
{
    public static Command Command()
    {
        var command = new Command("list", "List the migrations: applied (when, and by which role), pending, edited, out of order, or missing here. Also called status.") { Output.Format };
        command.Aliases.Add("status");
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            await using var connection = await database.OpenAdminAsync(cancel);
            var plan = new MigrationPlan(MigrationFile.ReadAll(MigrationFile.Folder()), await MigrationLedger.ReadAsync(connection, cancel));
            Output.Write(plan.Status(), parsed.GetValue(Output.Format));
            return Door.Done;
        });
        return command;
    }
}
