using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>Whether one applied migration is really there.</summary>
/// <param name="Title">As the file is called, without <c>.sql</c>.</param>
/// <param name="Fault">What its verify script says; null when it is satisfied.</param>
public sealed record MigrationVerdict(string Title, string? Fault);

/// <summary>
/// Runs the verify script of each applied migration, in a transaction that is always rolled back. Where a later one took away what an
/// earlier one made, its verify script says so in a line <c>-- Supersedes TITLE</c>, and the earlier script is not asked any more.
/// </summary>
public sealed class VerifyMigrations(VitalsDatabase database, string supabase)
{
    /// <summary>One verdict per applied migration, oldest first. Changes nothing.</summary>
    public async Task<IReadOnlyList<MigrationVerdict>> RunAsync(Action<MigrationVerdict>? says, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        var plan = new MigrationPlan(MigrationFile.ReadAll(supabase), await MigrationLedger.ReadAsync(connection, cancel)).Checked();
        var applied = plan.Applied.Select(a => a.Version).ToHashSet();
        var verdicts = new List<MigrationVerdict>();
        var files = plan.Files.Where(file => applied.Contains(file.Version)).ToList();
        foreach (var file in NotSuperseded(files))
        {
            var verdict = new MigrationVerdict(file.Title, await FaultAsync(connection, file, cancel));
            verdicts.Add(verdict);
            says?.Invoke(verdict);
        }
        return verdicts;
    }

    /// <summary>Those of these files whose verify script still holds when all of them are applied.</summary>
    internal static IReadOnlyList<MigrationFile> NotSuperseded(IReadOnlyList<MigrationFile> files)
    {
        var superseded = files.Where(file => File.Exists(file.VerifyPath)).SelectMany(Superseded).ToHashSet(StringComparer.Ordinal);
        return [.. files.Where(file => !superseded.Contains(file.Title))];
    }

    private static IEnumerable<string> Superseded(MigrationFile file)
    {
        const string Word = "-- Supersedes ";
        return File.ReadLines(file.VerifyPath).Where(line => line.StartsWith(Word, StringComparison.Ordinal)).Select(line => line[Word.Length..].Trim());
    }

    private static async Task<string?> FaultAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken cancel)
    {
        if (!File.Exists(file.VerifyPath))
        {
            return $"There is no supabase/verify/{file.Title}.sql.";
        }
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await MigrationScript.ExecuteAsync(connection, file.VerifyPath, MigrationFile.ReadText(file.VerifyPath), "the migration is not in place", cancel);
            return null;
        }
        catch (MigrationFault fault)
        {
            return fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.RaiseException } raised ? raised.MessageText : fault.Message;
        }
        finally
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }
    }
}
