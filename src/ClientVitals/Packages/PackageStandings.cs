using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Packages;

/// <summary>A client's packages together, as they were known at a moment.</summary>
/// <param name="SessionsLeft">Of those that run; 0 where none runs any more; null = unknown, or unlimited.</param>
/// <param name="SessionsBought">In those that run, else in the last one; null = unlimited, or not said.</param>
/// <param name="DaysUntilRenewal">To the last day of the one that ends last, negative once it is over; null = it does not end, is frozen, or it is not said.</param>
/// <param name="Kind">What that one is called.</param>
/// <param name="Price">What that one cost, in <paramref name="Currency"/>.</param>
public sealed record PackageStanding(Guid ClientId, int? SessionsLeft, int? SessionsBought, int? DaysUntilRenewal, string? Kind, decimal? Price, string? Currency)
{
    /// <summary>What that one cost, where it was in dirhams: another currency is no value in dirhams. Two decimals; null also beyond what the hub's column holds.</summary>
    public decimal? ValueInDirhams => Currency == "AED" && Price < LargestValue ? Math.Round(Price.Value, 2, MidpointRounding.AwayFromZero) : null;

    private const decimal LargestValue = 10_000_000_000;
}

/// <summary>The packages of all clients as of a moment: what a score of that moment saw, whatever came, was corrected or was taken back since.</summary>
public static class PackageStandings
{
    /// <summary>Clients who have, or had, a package of their own.</summary>
    /// <param name="clients">Only of these; null = of all.</param>
    public static Task<IReadOnlyList<PackageStanding>> AsOfAsync(NpgsqlConnection db, BusinessZone zone, DateTimeOffset asOf, CancellationToken ct, Guid[]? clients = null) =>
        ReadAsync(db, zone, asOf, clients, isCounted: false, ct);

    /// <summary>The same as of now, with the sessions that <see cref="CountPackages"/> has counted.</summary>
    public static Task<IReadOnlyList<PackageStanding>> NowAsync(NpgsqlConnection db, BusinessZone zone, DateTimeOffset now, CancellationToken ct) =>
        ReadAsync(db, zone, now, null, isCounted: true, ct);

    private static async Task<IReadOnlyList<PackageStanding>> ReadAsync(NpgsqlConnection db, BusinessZone zone, DateTimeOffset at, Guid[]? clients, bool isCounted, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return (await db.QueryAsync<PackageStanding>(new CommandDefinition(
            Sql.Of(typeof(PackageStandings)), new { as_of = at.ToUniversalTime(), zone = zone.Id, clients, counted = isCounted }, commandTimeout: 0, cancellationToken: ct))).AsList();
    }
}
