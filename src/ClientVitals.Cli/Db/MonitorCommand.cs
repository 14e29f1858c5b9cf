using System.CommandLine;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db monitor</c>: the document's monitoring figures.</summary>
internal static class MonitorCommand
{
    public static Command Command()
    {
        var all = new Option<bool>("--all") { Description = "All indexes, not only those of the call patterns." };
        var command = new Command("monitor", "Show how large the tables are and how often the indexes are used. With --format csv or json: only the indexes.") { all, Output.Format };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            await using var db = await database.OpenAdminAsync(cancel);
            var format = parsed.GetValue(Output.Format);
            if (format == OutputFormat.Table)
            {
                Output.Write(await TableSizes.ReadAsync(db, cancel), format);
            }
            Output.Write(await IndexUse.ReadAsync(db, parsed.GetValue(all), cancel), format);
            return Door.Done;
        });
        return command;
    }
}
