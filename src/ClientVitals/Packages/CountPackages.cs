using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Packages;

/// <summary>
/// Writes to the hub what each client's packages come to: sessions left and bought, days until the last day, kind and, of a price in AED, the value.
/// Whatever nobody knows is null: a client without a package has neither 0 sessions left nor 0 days.
/// </summary>
public sealed record CountPackages : IAct<int>
{
    /// <returns>How many clients' rows changed.</returns>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        return await AtAsync(work.Connection, BusinessZone.Of(settings.BusinessZone), work.Now, ct);
    }

    /// <summary>The same within somebody's transaction.</summary>
    public static async Task<int> AtAsync(NpgsqlConnection db, BusinessZone zone, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<CountPackages>(), new { as_of = now.ToUniversalTime(), zone = zone.Id }, commandTimeout: 0, cancellationToken: ct));
    }
}
