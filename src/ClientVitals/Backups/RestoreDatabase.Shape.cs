using System.Text.RegularExpressions;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Backups;

/// <summary>How a database gets the shape that the backup's rows fit, within the restoring transaction.</summary>
public sealed partial class RestoreDatabase
{
    /// <summary>Refuses a backup whose migrations are not those here: newer, unknown, or edited since.</summary>
    private void MustBeKnownHere(BackupManifest manifest)
    {
        var files = MigrationFile.ReadAll(supabase).ToDictionary(file => file.Version);
        foreach (var migration in manifest.Migrations)
        {
            if (!files.TryGetValue(migration.Version, out var file))
            {
                throw new PlainError($"The backup has migration {migration.Title}, which this program does not know; restore it with the version of the program that has it, or a newer one. Nothing was changed.");
            }
            if (migration.Hash is not null && migration.Hash != file.Hash)
            {
                throw new PlainError($"The backup was made after another {file.Title}.sql than the one here; put the released text back. Nothing was changed.");
            }
        }
    }

    /// <summary>
    /// Brings the database to the backup's migrations exactly: applies what is missing, takes back what is newer (a freshly pushed
    /// database may be newer than an old backup). What is in the archive of rollbacks here is data that was to be replaced.
    /// </summary>
    private async Task BringToShapeAsync(NpgsqlConnection connection, BackupManifest manifest, CancellationToken cancel)
    {
        await ClearArchiveAsync(connection, cancel);
        var plan = new MigrationPlan(MigrationFile.ReadAll(supabase), await MigrationLedger.ReadAsync(connection, cancel)).Checked();
        var wanted = manifest.Migrations.Select(migration => migration.Version).ToList();
        var applied = plan.Applied.Select(entry => entry.Version).ToList();
        var common = wanted.Zip(applied).TakeWhile(pair => pair.First == pair.Second).Count();
        if (common < applied.Count && common < wanted.Count)
        {
            throw new PlainError($"The database has migration {applied[common]} where the backup has {wanted[common]}; restore into an empty database. Nothing was changed.");
        }
        var files = plan.Files.ToDictionary(file => file.Version);
        foreach (var version in applied.Skip(common).Reverse())
        {
            await UndoAsync(connection, files[version], cancel);
        }
        await ClearArchiveAsync(connection, cancel);
        foreach (var version in wanted.Skip(common))
        {
            await ApplyAsync(connection, files[version], cancel);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken cancel)
    {
        // What has to stand alone on a live database, for nobody's sake need be so on tables nobody else has seen.
        var text = Concurrently().Replace(file.Text, " ");
        await MigrationScript.ExecuteAsync(connection, file.Path, text, "nothing was restored", cancel);
        await MigrationLedger.MakeAsync(connection, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<MigrationLedger>("Add"),
            new { version = file.Version, name = file.Name, statements = file.Statements.Select(s => s.Text).ToArray(), hash = file.Hash },
            cancellationToken: cancel));
    }

    private static async Task UndoAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken cancel)
    {
        await MigrationScript.ExecuteAsync(connection, file.RollbackPath, MigrationFile.ReadText(file.RollbackPath), "nothing was restored", cancel);
        await MigrationLedger.MakeAsync(connection, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<MigrationLedger>("Remove"),
            new { version = file.Version, name = file.Name, hash = file.Hash },
            cancellationToken: cancel));
    }

    private static async Task ClearArchiveAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var table in (await BackupTable.ReadAsync(connection, cancel)).Where(table => table.Schema == BackupTable.ArchiveSchema))
        {
            await DoAsync(connection, $"drop table {table.Quoted}", cancel);
        }
    }

    /// <summary>What rollbacks had kept when the backup was made is kept again: those tables belong to no migration.</summary>
    private static async Task MakeArchiveTablesAsync(NpgsqlConnection connection, BackupManifest manifest, CancellationToken cancel)
    {
        foreach (var table in manifest.Tables.Select(rows => rows.Table).Where(table => table.Schema == BackupTable.ArchiveSchema))
        {
            // A type is written into a statement as it is, so it must look like one.
            if (table.Types.FirstOrDefault(type => !TypeName().IsMatch(type)) is { } strange)
            {
                throw new PlainError($"{table.Title} of the archive has a column of the type {strange}, which is not supported; nothing was changed.");
            }
            var columns = table.Columns.Zip(table.Types, (column, type) => $"{BackupTable.Quote(column)} {type}");
            await DoAsync(connection, $"create table {table.Quoted} ({string.Join(", ", columns)})", cancel);
            await DoAsync(connection, $"alter table {table.Quoted} enable row level security", cancel);
            if (table.Comment is { } comment)
            {
                await DoAsync(connection, $"comment on table {table.Quoted} is '{comment.Replace("'", "''", StringComparison.Ordinal)}'", cancel);
            }
        }
    }

    private sealed record Loose(string TakeOff, string PutBack, string Explain);

    /// <summary>
    /// Foreign keys and indexes are taken off while rows are loaded, and built in one go afterwards: row by row they cost a
    /// multiple of the rows themselves. Nobody else sees the tables meanwhile.
    /// </summary>
    private static async Task<IReadOnlyList<Loose>> LooseAsync(NpgsqlConnection connection, string[] tables, CancellationToken cancel) =>
        (await connection.QueryAsync<Loose>(new CommandDefinition(Sql.Of<RestoreDatabase>("Loose"), new { tables }, cancellationToken: cancel))).AsList();

    /// <summary>The other way round: indexes first, then the keys that are checked with their help.</summary>
    private static async Task PutBackAsync(NpgsqlConnection connection, IReadOnlyList<Loose> loose, IProgress<string>? says, CancellationToken cancel)
    {
        await DoAsync(connection, "set local maintenance_work_mem = '256MB'", cancel);
        for (var at = loose.Count - 1; at >= 0; at--)
        {
            says?.Report($"building indexes and keys, {at + 1} to go");
            await DoAsync(connection, [loose[at].PutBack, loose[at].Explain], cancel);
        }
    }

    [GeneratedRegex(@"(?<=\bindex)\s+concurrently\s+", RegexOptions.IgnoreCase)]
    internal static partial Regex Concurrently();

    [GeneratedRegex(@"^[a-z_][a-z0-9_. ]*(\([0-9]+(,-?[0-9]+)?\))?[a-z ]*(\[\])*$")]
    private static partial Regex TypeName();
}
