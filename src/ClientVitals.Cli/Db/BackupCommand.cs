using System.CommandLine;
using System.Globalization;
using ClientVitals.Backups;
using ClientVitals.Database;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db backup</c>: everything in one file.</summary>
internal static class BackupCommand
{
    public static Command Command()
    {
        var file = new Argument<string?>("file")
        {
            Description = "Where to write it, or - for standard output. Default: NAME-DATE.vitals.zip in this folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "backup",
            "Write every table and the migrations' state into one compressed file, as of one moment, readable only by you. "
            + "Needs no other program; contains no passwords. Example: vitals db backup - | gpg --symmetric > tonight.gpg")
        {
            file,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            var now = TimeProvider.System.GetUtcNow();
            var path = parsed.GetValue(file) ?? string.Create(CultureInfo.InvariantCulture, $"{database.Name}-{now:yyyyMMdd'T'HHmmss'Z'}.vitals.zip");
            var backup = new BackupDatabase(database);
            if (path == "-")
            {
                await using var output = Console.OpenStandardOutput();
                var sent = await Waiting.ForAsync("Backing up", says => backup.ToAsync(output, now, says, cancel));
                Remember(database, now);
                await OnRecord.ExportAsync(database, "backup", sent.Tables, sent.Rows, cancel);
                return Door.Done;
            }
            var made = await Waiting.ForAsync("Backing up", says => backup.ToFileAsync(path, now, says, cancel));
            Remember(database, now);
            await OnRecord.ExportAsync(database, "backup", made.Tables, made.Rows, cancel);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Backed up {made.Rows:N0} rows of {made.Tables} tables at {made.Migration} from {database.Where} into {path} ({new FileInfo(path).Length:N0} bytes)."));
            return Door.Done;
        });
        return command;
    }

    /// <summary>For the doctor, who says how old the last one is. A backup is good without it.</summary>
    private static void Remember(VitalsDatabase database, DateTimeOffset now)
    {
        var file = VitalsHome.Find().LastBackup(database.Name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, now.ToString("O", CultureInfo.InvariantCulture) + "\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The backup is made; when it was made could not be noted in {file} ({error.Message.TrimEnd('.')}).");
        }
    }
}
