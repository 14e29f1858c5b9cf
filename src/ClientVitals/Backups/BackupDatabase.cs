using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Npgsql;

namespace ClientVitals.Backups;

/// <summary>A backup, made.</summary>
/// <param name="Tables">How many tables.</param>
/// <param name="Rows">Of all of them.</param>
/// <param name="Migration">The latest migration in it.</param>
public sealed record BackupMade(int Tables, long Rows, string Migration);

/// <summary>
/// Copies every table of ours and the ledger's versions into one archive: a zip file with a text COPY per table, a manifest and
/// the hashes of all. One snapshot, read-only, as the owner; memory does not grow with the data. Nothing of the addresses,
/// logins or passwords goes in.
/// </summary>
public sealed class BackupDatabase(VitalsDatabase database)
{
    private const int Attempts = 5;

    /// <summary>
    /// Writes the archive to a new file, readable for its owner alone (0600). It gets its name only when it is whole.
    /// </summary>
    public async Task<BackupMade> ToFileAsync(string path, DateTimeOffset now, IProgress<string>? says, CancellationToken cancel)
    {
        BackupMade? made = null;
        await NewFile.WriteAsync(path, "backup", async file => made = await ToAsync(file, now, says, cancel));
        return made!;
    }

    /// <summary>Writes the archive to a stream, which need not be seekable.</summary>
    public async Task<BackupMade> ToAsync(Stream to, DateTimeOffset now, IProgress<string>? says, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        await using var snapshot = await SnapshotAsync(connection, cancel);
        var ledger = await MigrationLedger.ReadAsync(connection, cancel);
        if (ledger.Count == 0)
        {
            throw new PlainError($"No migration is applied in {database.Where}, so there is nothing to back up.");
        }
        var sums = new StringBuilder();
        BackupManifest manifest;
        using (var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            var tables = new List<BackupRows>();
            foreach (var table in await BackupTable.ReadAsync(connection, cancel))
            {
                var rows = await CopyAsync(connection, archive, table, says, cancel);
                tables.Add(rows);
                sums.Append(CultureInfo.InvariantCulture, $"{rows.Sha256}  {rows.Entry}\n");
            }
            // Sequences know no snapshot: read last, they are beyond every number in the rows.
            manifest = new(
                BackupManifest.CurrentFormat,
                now.ToUniversalTime(),
                database.Name,
                connection.PostgreSqlVersion.ToString(),
                [.. ledger.Select(entry => new BackupMigration(entry.Version, entry.Name, entry.Hash))],
                tables,
                await BackupTable.ReadSequencesAsync(connection, cancel));
            var text = manifest.Write();
            sums.Append(CultureInfo.InvariantCulture, $"{await AddAsync(archive, BackupManifest.Entry, text, cancel)}  {BackupManifest.Entry}\n");
            await AddAsync(archive, BackupManifest.HashesEntry, Encoding.UTF8.GetBytes(sums.ToString()), cancel);
        }
        await snapshot.RollbackAsync(cancel);
        return new(manifest.Tables.Count, manifest.Rows, manifest.Migrations[^1].Title);
    }

    /// <summary>
    /// Opens the one snapshot. The tables are locked (against changes of shape only) before it is taken, so that its catalogue and
    /// its rows belong together; where a migration came between, it is tried again.
    /// </summary>
    internal static async Task<NpgsqlTransaction> SnapshotAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await BackupTable.ReadAsync(connection, cancel);
            var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            try
            {
                await DoAsync(connection, """
                    set transaction read only;
                    set local lock_timeout = '30s';
                    set local statement_timeout = 0;
                    set local idle_in_transaction_session_timeout = 0;
                    set local row_security = off;
                    set local search_path = '';
                    set local datestyle = 'ISO, YMD';
                    set local intervalstyle = 'postgres';
                    set local timezone = 'UTC';
                    set local bytea_output = 'hex';
                    set local extra_float_digits = 1
                    """, cancel);
                if (before.Count > 0)
                {
                    await DoAsync(connection, $"lock table {string.Join(", ", before.Select(table => table.Quoted))} in access share mode", cancel);
                }
                var within = await BackupTable.ReadAsync(connection, cancel);
                if (within.Select(table => table.Title).SequenceEqual(before.Select(table => table.Title)))
                {
                    return snapshot;
                }
            }
            catch (PostgresException gone) when (gone.SqlState is PostgresErrorCodes.UndefinedTable && attempt < Attempts)
            {
                // A migration took the table away meanwhile: look again.
            }
            catch
            {
                await snapshot.DisposeAsync();
                throw;
            }
            await snapshot.DisposeAsync();
            if (attempt == Attempts)
            {
                throw new PlainError("The tables change while they are read; wait until migrations have ended and try again.");
            }
        }
    }

    private static async Task<BackupRows> CopyAsync(
        NpgsqlConnection connection, ZipArchive archive, BackupTable table, IProgress<string>? says, CancellationToken cancel)
    {
        var entry = $"data/{table.Title}.copy";
        using var tally = new BackupTally();
        await using (var to = archive.CreateEntry(entry, CompressionLevel.Optimal).Open())
        {
            using var copy = await connection.BeginTextExportAsync($"copy {table.Quoted} ({table.QuotedColumns}) to stdout", cancel);
            await tally.CarryAsync(
                ((StreamReader)copy).BaseStream,
                to,
                rows => says?.Report(string.Create(CultureInfo.InvariantCulture, $"{table.Title} {rows:N0}")),
                cancel);
        }
        return new(table, entry, tally.Rows, tally.Bytes, tally.Sha256());
    }

    private static async Task<string> AddAsync(ZipArchive archive, string name, byte[] text, CancellationToken cancel)
    {
        using var tally = new BackupTally();
        await using var to = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
        await tally.CarryAsync(new MemoryStream(text), to, null, cancel);
        return tally.Sha256();
    }

    private static async Task DoAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
