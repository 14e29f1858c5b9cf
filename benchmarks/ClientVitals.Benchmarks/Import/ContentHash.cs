using System.Globalization;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Benchmarks.Import;

/// <summary>What a database says, in one text: equal when two databases hold the same clients and calls, however they came to be.</summary>
public static class ContentHash
{
    /// <summary>One line a table: its name, its rows, a sum of hashes of their business columns.</summary>
    public static async Task<string> OfAsync(VitalsDatabase database, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        var sql = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Import", "ContentHash.sql"), ct);
        await using var db = await database.OpenAdminAsync(ct);
        var tables = await db.QueryAsync<(string Told, long Lines, string Hash)>(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: ct));
        return string.Join('\n', tables.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Told} {t.Lines} {t.Hash}")));
    }
}
