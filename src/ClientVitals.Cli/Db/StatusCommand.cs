using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db status</c>: which migrations are applied, which pending.</summary>
internal static class StatusCommand
{
    public static Command Command()
    {
        var command = new Command("status", "List the migrations: applied, pending, edited, out of order, or missing here.") { Output.Format };
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
