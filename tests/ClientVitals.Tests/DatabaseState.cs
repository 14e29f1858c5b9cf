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
        foreach (var table in await BackupTable.ReadAsync(connection, cancel))
        {
            lines.Add($"{table.Title} {await connection.ExecuteScalarAsync<string>($"select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text collate \"C\")), '') from {table.Quoted} t")}");
        }
        lines.AddRange((await BackupTable.ReadSequencesAsync(connection, cancel)).Select(sequence => sequence.ToString()));
        lines.AddRange((await MigrationLedger.ReadAsync(connection, cancel)).Select(entry => $"{entry.Version} {entry.Name} {entry.Hash} {entry.Statements?.Length}"));
        await connection.ExecuteAsync("reset all");
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
