using ClientVitals.Database;

namespace ClientVitals.Packages;

/// <summary>What is there to list renewals from, as the caller may see it: no packages, packages that were not counted yet, and nothing due are three different answers.</summary>
/// <param name="HasPackages">Whether a package of a client is on record.</param>
/// <param name="CountedAt">When what is left was last written to the hub; null = never since there are packages.</param>
public sealed record PackagesCount(bool HasPackages, DateTimeOffset? CountedAt)
{
    public static async Task<PackagesCount> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return (await database.AskAsync<PackagesCount>(who, Sql.Of<PackagesCount>(), null, ct))[0];
    }
}
