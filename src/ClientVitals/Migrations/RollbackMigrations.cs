using System.Diagnostics;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>Undoes the latest migrations, newest first, each in a transaction of its own that also takes its row out of the ledger.</summary>
/// <param name="patience">How long to wait and for what; null = as usual.</param>
public sealed class RollbackMigrations(VitalsDatabase database, string supabase, MigrationPatience? patience = null)
{
    private readonly MigrationPatience patience = patience ?? MigrationPatience.Usual;

    /// <summary>What a rollback would undo, newest first.</summary>
    /// <param name="steps">How many; ignored when <paramref name="to"/> is given.</param>
    /// <param name="to">The version that stays as the latest.</param>
    public async Task<IReadOnlyList<MigrationFile>> PlanAsync(int steps, string? to, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        return Undone(await PlanAsync(connection, cancel), steps, to);
    }

    /// <summary>Rolls back exactly the migrations planned. Throws, with nothing changed, when somebody was faster.</summary>
    public async Task<IReadOnlyList<MigrationStep>> RunAsync(IReadOnlyList<MigrationFile> planned, Action<MigrationStep>? says, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        var done = new List<MigrationStep>();
        foreach (var file in planned)
        {
            var watch = Stopwatch.StartNew();
            var told = await MigrationTransaction.RunAsync(connection, patience, inner => UndoAsync(connection, file, isFirst: done.Count == 0, inner), cancel);
            var step = new MigrationStep(file.Title, watch.Elapsed) { Told = told };
            done.Add(step);
            says?.Invoke(step);
        }
        return done;
    }

    private async Task<MigrationPlan> PlanAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        new(MigrationFile.ReadAll(supabase), await MigrationLedger.ReadAsync(connection, cancel));

    private static List<MigrationFile> Undone(MigrationPlan plan, int steps, string? to)
    {
        if (to is not null && plan.Applied.All(a => a.Version != to) && to.Any(c => c != '0'))
        {
            throw new MigrationFault(MigrationFaultKind.NotApplied, $"Migration {to} is not applied, so the database cannot be rolled back to it; vitals db status lists what is.");
        }
        var versions = plan.Applied.Select(a => a.Version).Reverse();
        var chosen = to is null ? versions.Take(steps) : versions.TakeWhile(version => string.CompareOrdinal(version, to) > 0);
        var files = plan.Files.ToDictionary(file => file.Version);
        var undone = chosen.Select(version => files.TryGetValue(version, out var file)
            ? file
            : throw new MigrationFault(MigrationFaultKind.MissingHere, $"Migration {version} is applied, but its file is not in supabase/migrations, so its undo is unknown; use the version of the program that has it.")).ToList();
        foreach (var file in undone.Where(file => !File.Exists(file.RollbackPath)))
        {
            throw new MigrationFault(MigrationFaultKind.MissingScript, $"There is no supabase/rollback/{file.Title}.sql; write it: a migration cannot be rolled back without it.");
        }
        return undone;
    }

    private async Task<IReadOnlyList<string>> UndoAsync(NpgsqlConnection connection, MigrationFile file, bool isFirst, CancellationToken cancel)
    {
        if (await MigrationLedger.ReadAsync(connection, cancel) is not [.., var latest] || latest.Version != file.Version)
        {
            throw new MigrationFault(MigrationFaultKind.NotApplied, $"{file.Title} is no longer the latest migration: another push or rollback came first; see vitals db status and try again.");
        }
        var undo = MigrationFile.ReadText(file.RollbackPath);
        IReadOnlyList<string> told = [];
        if (ConcurrentIndex.Of(file.RollbackPath, undo) is { } index)
        {
            await index.RunAsync(database, connection, file.RollbackPath, undo, cancel);
        }
        else
        {
            told = await MigrationScript.ExecuteAsync(connection, file.RollbackPath, undo, "nothing of this rollback was done", cancel);
        }
        if (await AdoptedThings.LostAsync(connection, cancel) is [_, ..] lost)
        {
            throw new MigrationFault(MigrationFaultKind.NotApplied, $"Rolling back {file.Title} would drop columns that were the owner's before the database was adopted, and no push brings them back: {string.Join(", ", lost)}; nothing of this rollback was done: copy them elsewhere and drop them first.");
        }
        if (isFirst)
        {
            await MigrationLedger.MakeAsync(connection, cancel);
        }
        await connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<MigrationLedger>("Remove"),
            new { version = file.Version, name = file.Name, hash = file.Hash },
            cancellationToken: cancel));
        return told;
    }
}
