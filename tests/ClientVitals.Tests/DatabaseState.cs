using ClientVitals.Backups;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;

namespace ClientVitals.Tests;

/// <summary>Everything a database holds, as one text that can be compared: shape, rows, the numbers its sequences give next.</summary>
internal static class DatabaseState
{
    public static async Task<string> OfAsync(VitalsDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        var lines = new List<string> { Catalogue.Text(await Catalogue.ReadAsync(connection, cancel)) };
        await connection.ExecuteAsync("set time zone 'UTC'");
        // All tables in one question.
        var tables = (await BackupTable.ReadAsync(connection, cancel)).Select(table =>
            $"select '{table.Title.Replace("'", "''", StringComparison.Ordinal)} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text collate \"C\")), '') from {table.Quoted} t");
        if (string.Join(" union all ", tables) is { Length: > 0 } all)
            lines.AddRange(await connection.QueryAsync<string>(all));
        lines.AddRange((await BackupTable.ReadSequencesAsync(connection, cancel)).Select(sequence => sequence.ToString()));
        lines.AddRange((await MigrationLedger.ReadAsync(connection, cancel)).Select(entry => $"{entry.Version} {entry.Name} {entry.Hash}"));
        // With every statement that was run: a reading of the ledger leaves them out where a hash says what they were.
        if (await connection.ExecuteScalarAsync<bool>("select to_regclass('supabase_migrations.schema_migrations') is not null"))
            lines.AddRange(await connection.QueryAsync<string>("select concat_ws(' ', version, cardinality(statements), md5(statements::text)) from supabase_migrations.schema_migrations"));
        await connection.ExecuteAsync("reset all");
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
