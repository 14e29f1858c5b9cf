using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.Packages;

/// <summary>What is left of a package, as it was known at a moment (docs/decisions/0055).</summary>
/// <param name="StartsOn">Its first day; the day it was bought where none is said.</param>
/// <param name="SessionsBought">Null = unlimited, or not said.</param>
/// <param name="SessionsUsed">Taken from it by then; null = no sessions are on record, or one may be of several packages.</param>
/// <param name="SessionsLeft">Null = unknown, or unlimited.</param>
/// <param name="SourceRemaining">The source's own figure when it was told; 0 of one that is USED_UP; null = it gives none.</param>
/// <param name="LeftWhenTold">What the sessions came to when the source told its figure.</param>
/// <param name="Differs">Whether the source said another figure than that.</param>
public sealed record PackageRemainder(
    long Id,
    Guid ClientId,
    string? Kind,
    DateOnly BoughtOn,
    DateOnly StartsOn,
    DateOnly? ExpiresOn,
    string Status,
    int? SessionsBought,
    int? SessionsUsed,
    int? SessionsLeft,
    int? SourceRemaining,
    int? LeftWhenTold,
    bool Differs,
    decimal? Price,
    string? Currency);

/// <summary>What is left of packages: what each holds less the sessions taken from it, as of now or any past moment.</summary>
public static class RemainingSessions
{
    /// <summary>Of these clients, or of all the caller sees.</summary>
    /// <param name="clients">Null = of all.</param>
    public static Task<IReadOnlyList<PackageRemainder>> AsOfAsync(
        VitalsDatabase database, DatabaseIdentity who, IReadOnlyList<Guid>? clients, BusinessZone zone, DateTimeOffset asOf, CancellationToken ct) =>
        ReadAsync(database, who, clients, zone, asOf, isDiffering: false, null, ct);

    /// <summary>Those of which the source said another figure than the sessions came to at that moment, as many as are wanted.</summary>
    /// <param name="clients">Null = of all.</param>
    public static Task<IReadOnlyList<PackageRemainder>> DifferingAsync(
        VitalsDatabase database, DatabaseIdentity who, IReadOnlyList<Guid>? clients, BusinessZone zone, DateTimeOffset asOf, int most, CancellationToken ct) =>
        ReadAsync(database, who, clients, zone, asOf, isDiffering: true, most, ct);

    private static Task<IReadOnlyList<PackageRemainder>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, IReadOnlyList<Guid>? clients, BusinessZone zone, DateTimeOffset asOf, bool isDiffering, int? most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(zone);
        return database.AskAsync<PackageRemainder>(
            who, Sql.Of(typeof(RemainingSessions)), new { as_of = asOf.ToUniversalTime(), zone = zone.Id, clients = clients?.ToArray(), differing = isDiffering, most }, ct);
    }
}
