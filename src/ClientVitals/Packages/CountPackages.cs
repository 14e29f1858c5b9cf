using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Packages;

/// <summary>
/// Counts the sessions taken from packages as of now, of those clients of whom something changed since they were last counted. What is left of a package now
/// is read from there (<see cref="PackageStandings.NowAsync"/>), so that a morning costs what changed, not what was ever trained.
/// </summary>
public sealed record CountPackages : IAct<int>
{
    /// <returns>How many clients were counted again.</returns>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        return await AtAsync(work.Connection, settings, work.Now, ct);
    }

    /// <summary>The same within somebody's transaction.</summary>
    internal static async Task<int> AtAsync(NpgsqlConnection db, BusinessSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var asOf = now.ToUniversalTime();
        // Held first and counted by a statement of its own: what another one committed meanwhile is seen by it, what it writes later marks the client again.
        Guid[] clients = [.. await db.QueryAsync<Guid>(new CommandDefinition(Sql.Of<CountPackages>("Due"), new { as_of = asOf, settings = settings.Version }, commandTimeout: 0, cancellationToken: ct))];
        if (clients.Length == 0)
            return 0;
        var about = new { as_of = asOf, zone = settings.BusinessZone, settings = settings.Version, clients };
        foreach (var step in (string[])["Forget", "Count", "Counted"])
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<CountPackages>(step), about, commandTimeout: 0, cancellationToken: ct));
        return clients.Length;
    }
}
