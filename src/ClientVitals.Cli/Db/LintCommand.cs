using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db lint</c>: does the schema, as it is in the database, keep our rules?</summary>
internal static class LintCommand
{
    public static Command Command()
    {
        var command = new Command("lint", "Check the schema as it is now: fixed search paths, row security, comments, indexed foreign keys, write policies, invalid indexes. Changes nothing; exits with 1 when it finds something.") { Output.Format };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            await using var connection = await database.OpenAdminAsync(cancel);
            if (await MigrationLedger.ReadAsync(connection, cancel) is [])
            {
                throw new PlainError("No migration is applied yet, so there is no schema to check; run vitals db push.");
            }
            var faults = await SchemaFault.ReadAsync(connection, cancel);
            var format = parsed.GetValue(Output.Format);
            if (faults.Count == 0 && format is OutputFormat.Table)
            {
                Console.WriteLine($"The schema keeps every rule in {database.Where}.");
            }
            else
            {
                Output.Write(faults, format);
            }
            return faults.Count == 0 ? Door.Done : Door.Failed;
        });
        return command;
    }
}
