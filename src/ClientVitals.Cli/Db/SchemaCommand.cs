using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db schema</c>: prints the whole shape of the database as SQL a person can read.</summary>
internal static class SchemaCommand
{
    public static Command Command()
    {
        var command = new Command("schema", "Print the whole schema as SQL; supabase/schema.sql is this output for a new database.");
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            await using var connection = await database.OpenAdminAsync(cancel);
            Console.Write(Catalogue.Text(await Catalogue.ReadAsync(connection, cancel)));
            return Door.Done;
        });
        return command;
    }
}
