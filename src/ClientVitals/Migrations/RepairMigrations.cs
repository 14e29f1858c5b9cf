using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>What a repair says of a migration.</summary>
public enum RepairStatus
{
    /// <summary>It is applied, with the text its file has here.</summary>
    Applied,
    /// <summary>It is not applied.</summary>
    Reverted,
}

/// <summary>What a repair would say of one migration.</summary>
/// <param name="Version">The migration's version.</param>
/// <param name="File">Its file here; null when a version is taken out that no file here has.</param>
/// <param name="Before">What the ledger says now; null when it is not in it.</param>
public sealed record MigrationRepair(string Version, MigrationFile? File, MigrationLedger? Before)
{
    public string Title => File?.Title ?? (Before?.Name is { Length: > 0 } name ? $"{Version}_{name}" : Version);

    /// <summary>It is applied already, with another text than the file's.</summary>
    public bool Edited => Before is not null && File is not null && !Before.IsOf(File);
}

/// <summary>
/// Sets the ledger right where it and the schema have come apart: says that migrations are applied, or that they are not.
/// Runs no migration and no rollback; our history keeps who said so and when.
/// </summary>
/// <param name="patience">How long to wait and for what; null = as usual.</param>
public sealed class RepairMigrations(VitalsDatabase database, string supabase, MigrationPatience? patience = null)
{
    private readonly MigrationPatience patience = patience ?? MigrationPatience.Usual;

    /// <summary>
    /// What a repair would say. Throws when a version to be applied has no file here, or one to be reverted is not in the
    /// ledger. Changes nothing.
    /// </summary>
    public async Task<IReadOnlyList<MigrationRepair>> PlanAsync(IReadOnlyList<string> versions, RepairStatus status, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        return await PlanAsync(connection, versions, status, cancel);
    }

    /// <summary>Repairs all versions or, when one of them cannot be, none.</summary>
    public async Task<IReadOnlyList<MigrationRepair>> RunAsync(IReadOnlyList<string> versions, RepairStatus status, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        return await MigrationTransaction.RunAsync(
            connection,
            patience,
            async inner =>
            {
                var repairs = await PlanAsync(connection, versions, status, inner);
                await MigrationLedger.MakeAsync(connection, inner);
                foreach (var repair in repairs)
                {
                    await MarkAsync(connection, repair, status, inner);
                }
                return repairs;
            },
            cancel);
    }

    private static Task<int> MarkAsync(NpgsqlConnection connection, MigrationRepair repair, RepairStatus status, CancellationToken cancel) =>
        connection.ExecuteAsync(status is RepairStatus.Applied
            ? new CommandDefinition(
                Sql.Of<MigrationLedger>("MarkApplied"),
                new { version = repair.Version, name = repair.File!.Name, statements = repair.File.Statements.Select(s => s.Text).ToArray(), hash = repair.File.Hash },
                cancellationToken: cancel)
            : new CommandDefinition(
                Sql.Of<MigrationLedger>("MarkReverted"),
                new { version = repair.Version, name = repair.File?.Name, hash = repair.File?.Hash },
                cancellationToken: cancel));

    private async Task<IReadOnlyList<MigrationRepair>> PlanAsync(NpgsqlConnection connection, IReadOnlyList<string> versions, RepairStatus status, CancellationToken cancel)
    {
        var files = MigrationFile.ReadAll(supabase).ToDictionary(file => file.Version);
        var applied = (await MigrationLedger.ReadAsync(connection, cancel)).ToDictionary(entry => entry.Version);
        var repairs = versions.Distinct().Select(version => new MigrationRepair(version, files.GetValueOrDefault(version), applied.GetValueOrDefault(version))).ToList();
        if (status is RepairStatus.Applied && repairs.Find(repair => repair.File is null) is { } unknown)
        {
            throw new MigrationFault(MigrationFaultKind.MissingHere, $"No file in supabase/migrations has the version {unknown.Version}, so it cannot be marked as applied; add the file, or mark the version as reverted.");
        }
        if (status is RepairStatus.Reverted && repairs.Find(repair => repair.Before is null) is { } absent)
        {
            throw new MigrationFault(MigrationFaultKind.NotApplied, $"{absent.Title} is not in the ledger, so it cannot be removed; vitals db list shows what is.");
        }
        return repairs;
    }
}
