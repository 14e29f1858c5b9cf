using System.CommandLine;
using System.Globalization;
using ClientVitals.Backups;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Migrations;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db restore</c>: brings a backup back, all or nothing.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> File = new("file") { Description = "A file made by vitals db backup, or - for standard input." };

    private static readonly Option<bool> Check = new("--check") { Description = "Only check that the file is complete and undamaged, by its own counts and hashes; needs no database." };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Delete the data that is in the database; asks first." };

    private static readonly Option<bool> LeaveOut = new("--leave-out") { Description = "Skip tables in the file that this version does not have." };

    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask for confirmation." };

    public static Command Command()
    {
        var command = new Command(
            "restore",
            "Restore a backup into an empty or freshly pushed database, in one transaction. A backup older than this program is then pushed "
            + "forward; one that is newer, damaged or incomplete is refused and nothing is changed.")
        {
            File, Check, Replace, LeaveOut, Yes,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var archive = await OpenAsync(parsed.GetRequiredValue(File), cancel);
        var about = string.Create(
            CultureInfo.InvariantCulture,
            $"{archive.Manifest.Rows:N0} rows of {archive.Manifest.Tables.Count} tables of {archive.Manifest.Database}, made {archive.Manifest.MadeAt:yyyy-MM-dd HH:mm'Z'} at {archive.Manifest.Migrations[^1].Title}");
        if (parsed.GetValue(Check))
        {
            await Waiting.ForAsync("Checking", async says =>
            {
                await archive.CheckAsync(says, cancel);
                return true;
            });
            Console.WriteLine($"The backup is complete: {about}.");
            return Door.Done;
        }
        await using var database = Door.Database(parsed);
        var restore = new RestoreDatabase(database, MigrationFile.Folder(), parsed.GetValue(Replace), parsed.GetValue(LeaveOut));
        if (parsed.GetValue(Replace) && await restore.FilledAsync(cancel) is [_, ..] filled
            && !DbCommand.Agrees($"Throw away the data of {filled.Count} tables in {database.Where} and restore {about}?", parsed.GetValue(Yes)))
        {
            Console.WriteLine("Nothing was changed.");
            return Door.Failed;
        }
        var done = await Waiting.ForAsync("Restoring", says => restore.RunAsync(archive, says, cancel));
        Console.WriteLine($"Restored {about} into {database.Where}.");
        if (done.LeftOut.Count > 0)
        {
            Console.WriteLine($"Left out: {string.Join(", ", done.LeftOut)}.");
        }
        foreach (var step in done.PushedForward)
        {
            DbCommand.Say('+', step);
        }
        return await ProveAsync(database, cancel);
    }

    /// <summary>The roll-up came with the archive: is it what the calls say?</summary>
    private static async Task<int> ProveAsync(VitalsDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        var proof = await Waiting.ForAsync("Checking the roll-up", _ => RollupProof.ReadAsync(connection, cancel));
        if (proof.Wrong == 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The roll-up agrees with the calls ({proof.Equal:N0} client-years)."));
            return Door.Done;
        }
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Everything was restored, but the roll-up differs from the calls in {proof.Wrong:N0} client-years, as it did when the backup was made; run vitals calls rebuild."));
        return Door.Failed;
    }

    private static async Task<BackupArchive> OpenAsync(string path, CancellationToken cancel)
    {
        if (path != "-")
        {
            return BackupArchive.Open(path);
        }
        // An archive is read from its end: what flows in is put aside first, for this user alone.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        var aside = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(aside, cancel);
        return BackupArchive.Open(aside, "Standard input");
    }
}
