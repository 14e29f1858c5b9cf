using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Migrations;

/// <summary>The versions of the applied migrations, as the serving login may ask them: it reads no ledger.</summary>
public sealed record AppliedVersions(string Version)
{
    public static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection db, CancellationToken cancel)
    {
        var versions = new List<string>();
        await using var ask = new NpgsqlCommand(Sql.Of<AppliedVersions>(), db);
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            versions.Add(rows.GetString(0));
        return versions;
    }
}
