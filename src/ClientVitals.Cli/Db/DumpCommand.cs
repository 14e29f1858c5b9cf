using System.CommandLine;
using System.Globalization;
using ClientVitals.Backups;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db dump</c>: the database as SQL for psql.</summary>
internal static class DumpCommand
{
    public static Command Command()
    {
        var schemaOnly = new Option<bool>("--schema-only") { Description = "Roles, tables, functions and policies, but no rows." };
        var dataOnly = new Option<bool>("--data-only") { Description = "Only the rows, for a database made with --schema-only." };
        var file = new Option<string?>("--out") { Description = "A new file, readable only by you. Default: standard output.", HelpName = "FILE" };
        var command = new Command(
            "dump",
            "Write the database as SQL, as of one moment, that psql loads into an empty database of any PostgreSQL from 15 on. "
            + "Needs no pg_dump; contains no passwords. Example: vitals db dump --out all.sql, then psql -v ON_ERROR_STOP=1 -f all.sql")
        {
            schemaOnly,
            dataOnly,
            file,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(schemaOnly) && result.GetValue(dataOnly))
            {
                result.AddError("--schema-only and --data-only leave nothing together; give one, or neither for everything.");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            var part = parsed.GetValue(schemaOnly) ? DumpPart.Schema : parsed.GetValue(dataOnly) ? DumpPart.Data : DumpPart.Everything;
            var dump = new DumpDatabase(database);
            if (parsed.GetValue(file) is not { } path)
            {
                await using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
                var sent = await Waiting.ForAsync("Dumping", says => dump.ToAsync(output, part, says, cancel));
                await OnRecord.ExportAsync(database, "dump", sent.Tables, sent.Rows, cancel);
                return Door.Done;
            }
            var made = await Waiting.ForAsync("Dumping", says => dump.ToFileAsync(path, part, says, cancel));
            await OnRecord.ExportAsync(database, "dump", made.Tables, made.Rows, cancel);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Dumped {made.Rows:N0} rows of {made.Tables} tables from {database.Where} into {path} ({new FileInfo(path).Length:N0} bytes)."));
            return Door.Done;
        });
        return command;
    }
}
