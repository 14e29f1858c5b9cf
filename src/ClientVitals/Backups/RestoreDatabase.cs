using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Npgsql;

namespace ClientVitals.Backups;

/// <summary>A backup, restored.</summary>
/// <param name="Tables">How many tables were loaded.</param>
/// <param name="Rows">Of all of them.</param>
/// <param name="LeftOut">Tables of the archive that no migration makes, left out as asked.</param>
/// <param name="PushedForward">Migrations applied afterwards, newer than the backup.</param>
public sealed record DatabaseRestored(int Tables, long Rows, IReadOnlyList<string> LeftOut, IReadOnlyList<MigrationStep> PushedForward);

/// <summary>
/// Loads a backup into a database that is empty or freshly pushed, as its owner, in one transaction: shape, rows, numbers of
/// sequences, all or nothing. A backup older than the program is loaded into the shape of its day and then pushed forward, the same
/// way a live database would be. Triggers sleep while rows are loaded: they come back as they were, none is stamped or counted again.
/// </summary>
/// <param name="replace">Throw away the data that is there; without it a database with data is refused.</param>
/// <param name="leaveOut">Leave out tables that the migrations do not make; without it they are refused by name.</param>
public sealed partial class RestoreDatabase(VitalsDatabase database, string supabase, bool replace = false, bool leaveOut = false)
{
    /// <summary>
    /// Rows that a fresh push brings, by what tells them from a person's: a database that holds nothing else counts as empty.
    /// The basis of the roll-up follows the settings.
    /// </summary>
    private static readonly Dictionary<string, string> Seeds = new()
    {
        ["public.settings"] = "set_by <> 'migration'",
        ["public.job_schedules"] = "updated_at <> created_at",
        ["public.call_rollup_basis"] = "false",
        ["public.playbooks"] = "made_by <> 'migration'",
        ["public.health_scorecards"] = "created_by <> 'Client Vital Suite'",
        ["vitals_ledger.history"] = "false",
    };

    /// <summary>Tables that hold data of somebody's; empty where a restore may go without asking.</summary>
    public async Task<IReadOnlyList<string>> FilledAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        return await FilledAsync(connection, cancel);
    }

    /// <summary>
    /// Restores. Checks the archive first and again while loading. Throws a sentence, with nothing changed, when the archive is damaged,
    /// newer than the program, or does not fit; when the database has data or is at other migrations.
    /// </summary>
    public async Task<DatabaseRestored> RunAsync(BackupArchive archive, IProgress<string>? says, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(archive);
        MustBeKnownHere(archive.Manifest);
        says?.Report("checking the archive");
        await archive.CheckAsync(says, cancel);

        IReadOnlyList<BackupRows> loaded;
        await using (var connection = await database.OpenAdminAsync(cancel))
        {
            loaded = await MigrationTransaction.RunAsync(connection, MigrationPatience.Usual, inner => LoadAsync(connection, archive, says, inner), cancel);
        }
        says?.Report("pushing newer migrations");
        var forward = await new PushMigrations(database, supabase).RunAsync(null, cancel);
        return new(
            loaded.Count,
            loaded.Sum(rows => rows.Rows),
            [.. archive.Manifest.Tables.Except(loaded).Select(rows => rows.Table.Title)],
            forward);
    }

    private async Task<IReadOnlyList<BackupRows>> LoadAsync(NpgsqlConnection connection, BackupArchive archive, IProgress<string>? says, CancellationToken cancel)
    {
        await DoAsync(connection, """
            set local statement_timeout = 0;
            set local row_security = off;
            set local datestyle = 'ISO, YMD';
            set local intervalstyle = 'postgres';
            set local timezone = 'UTC'
            """, cancel);
        if (!replace && await FilledAsync(connection, cancel) is [_, ..] filled)
        {
            throw new PlainError($"{database.Where} already has data ({Some(filled)}); restore into an empty database, or add --replace to throw away what is there. Nothing was changed.");
        }
        await BringToShapeAsync(connection, archive.Manifest, cancel);
        await MakeArchiveTablesAsync(connection, archive.Manifest, cancel);
        var tables = await FittingAsync(connection, archive.Manifest, cancel);

        var names = tables.Select(rows => rows.Table.Quoted).ToList();
        var triggers = await TriggersAsync(connection, [.. names], cancel);
        await DoAsync(connection, triggers.Select(trigger => trigger.Sleep), cancel);
        await DoAsync(connection, [$"truncate table {string.Join(", ", names)}"], cancel);
        var loose = await LooseAsync(connection, [.. names], cancel);
        await DoAsync(connection, loose.Select(part => part.TakeOff), cancel);
        foreach (var rows in tables)
        {
            await CopyAsync(connection, archive, rows, says, cancel);
        }
        await PutBackAsync(connection, loose, says, cancel);
        var there = (await BackupTable.ReadSequencesAsync(connection, cancel)).Select(s => (s.Schema, s.Name)).ToHashSet();
        await DoAsync(
            connection,
            archive.Manifest.Sequences.Where(s => there.Contains((s.Schema, s.Name))).Select(s => string.Create(
                CultureInfo.InvariantCulture, $"alter sequence {BackupTable.Quote(s.Schema, s.Name)} restart with {s.Next}")),
            cancel);
        await DoAsync(connection, triggers.Select(trigger => trigger.Wake), cancel);
        says?.Report("counting");
        foreach (var rows in tables)
        {
            await MustHoldAsync(connection, rows, cancel);
        }
        await DoAsync(connection, [$"analyze {string.Join(", ", names)}"], cancel);
        return tables;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, BackupArchive archive, BackupRows rows, IProgress<string>? says, CancellationToken cancel)
    {
        await using var copy = await connection.BeginTextImportAsync($"copy {rows.Table.Quoted} ({rows.Table.QuotedColumns}) from stdin", cancel);
        try
        {
            await archive.CarryAsync(
                rows,
                ((StreamWriter)copy).BaseStream,
                done => says?.Report(string.Create(CultureInfo.InvariantCulture, $"{rows.Table.Title} {done:N0} of {rows.Rows:N0}")),
                cancel);
        }
        catch (PlainError)
        {
            // Half a table must not be offered as a whole one.
            await copy.CancelAsync();
            throw;
        }
    }

    private static async Task MustHoldAsync(NpgsqlConnection connection, BackupRows rows, CancellationToken cancel)
    {
        await using var count = new NpgsqlCommand($"select count(*) from {rows.Table.Quoted}", connection);
        if (await count.ExecuteScalarAsync(cancel) is long held && held != rows.Rows)
        {
            throw new PlainError($"{rows.Table.Title} has {held} rows after loading, the archive {rows.Rows}; a rule or trigger of the database interferes. Nothing was changed.");
        }
    }

    private static async Task<IReadOnlyList<string>> FilledAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var filled = new List<string>();
        foreach (var table in await BackupTable.ReadAsync(connection, cancel))
        {
            await using var ask = new NpgsqlCommand($"select exists (select from {table.Quoted} where {Seeds.GetValueOrDefault(table.Title, "true")})", connection);
            if (await ask.ExecuteScalarAsync(cancel) is true)
            {
                filled.Add(table.Title);
            }
        }
        return filled;
    }

    /// <summary>The tables of the archive that are here with all their columns. Refuses the others by name unless they may be left out.</summary>
    private async Task<IReadOnlyList<BackupRows>> FittingAsync(NpgsqlConnection connection, BackupManifest manifest, CancellationToken cancel)
    {
        var here = (await BackupTable.ReadAsync(connection, cancel)).ToDictionary(table => table.Title);
        var strange = manifest.Tables.Where(rows => !here.ContainsKey(rows.Table.Title)).Select(rows => rows.Table.Title).ToList();
        if (strange.Count > 0 && !leaveOut)
        {
            throw new PlainError($"The archive has tables that no migration here makes ({Some(strange)}); add --leave-out to restore without them. Nothing was changed.");
        }
        var fitting = manifest.Tables.Where(rows => here.ContainsKey(rows.Table.Title)).ToList();
        foreach (var rows in fitting)
        {
            if (rows.Table.Columns.Except(here[rows.Table.Title].Columns).ToList() is [_, ..] columns)
            {
                throw new PlainError($"{rows.Table.Title} of the archive has columns that no migration here makes ({Some(columns)}); add them as a migration of your own first. Nothing was changed.");
            }
        }
        return fitting;
    }

    private static async Task<IReadOnlyList<(string Sleep, string Wake)>> TriggersAsync(NpgsqlConnection connection, string[] tables, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand(Sql.Of<RestoreDatabase>("Triggers"), connection) { Parameters = { new("tables", tables) } };
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        var triggers = new List<(string, string)>();
        while (await rows.ReadAsync(cancel))
        {
            triggers.Add((rows.GetString(0), rows.GetString(1)));
        }
        return triggers;
    }

    private static string Some(IReadOnlyList<string> names) =>
        names.Count <= 4 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";

    private static Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken cancel) => DoAsync(connection, [sql], cancel);

    private static async Task DoAsync(NpgsqlConnection connection, IEnumerable<string> statements, CancellationToken cancel)
    {
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
