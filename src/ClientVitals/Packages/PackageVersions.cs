using ClientVitals.Database;

namespace ClientVitals.Packages;

/// <summary>What we knew of a package, from when until when.</summary>
/// <param name="KnownUntil">Null = it is what we know now.</param>
/// <param name="ClientId">Whose it was: a package may be transferred.</param>
/// <param name="Delivery">The delivery whose word it was.</param>
public sealed record PackageVersion(
    DateTimeOffset KnownFrom, DateTimeOffset? KnownUntil, Guid? ClientId, DateOnly BoughtOn, DateOnly? StartsOn, DateOnly? ExpiresOn, string Status, string? Kind, int? SessionsBought, int? SourceRemaining,
    decimal? Price, string? Currency, DateOnly? FrozenOn, DateOnly? FrozenUntil, DateTimeOffset? ModifiedAt, long? Delivery);

/// <summary>All that we knew of one package, the latest first.</summary>
public static class PackageVersions
{
    /// <summary>As the caller may see it; empty when there is no such package, or the caller sees none of it.</summary>
    public static Task<IReadOnlyList<PackageVersion>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, long package, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.AskAsync<PackageVersion>(who, Sql.Of(typeof(PackageVersions)), new { package }, ct);
    }
}
