using ClientVitals.Database;

namespace ClientVitals.Migrations;

/// <summary>Differences between a migrated database and the shape its migrations make.</summary>
public static class SchemaDrift
{
    /// <summary>
    /// How a migrated database differs from <c>supabase/schema.sql</c>, a line per statement; empty when it does not, or when
    /// migrations are still pending.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(VitalsDatabase database, string supabase, CancellationToken cancel)
    {
        var file = Path.Combine(supabase, "schema.sql");
        await using var connection = await database.OpenAdminAsync(cancel);
        var plan = new MigrationPlan(MigrationFile.ReadAll(supabase), await MigrationLedger.ReadAsync(connection, cancel));
        if (plan.Pending.Count > 0 || !File.Exists(file))
        {
            return [];
        }
        var kept = await AdoptedThings.KeptAsync(connection, cancel);
        var (missing, extra) = ShapeFact.Differences(ShapeFact.Of(MigrationFile.ReadText(file)), ShapeFact.Of(await Catalogue.ReadAsync(connection, cancel)));
        return
        [
            .. missing.Select(fact => $"not in the database: {fact}"),
            .. extra.Where(fact => !kept.Holds(fact)).Select(fact => $"only in the database: {fact}"),
        ];
    }
}
