using ClientVitals.Database;

namespace ClientVitals.Packages;

/// <summary>The package that stands for a client: the one that ends last, and where none is current the one that ended last.</summary>
/// <param name="ExpiresOn">Its last day; null = it does not end, or not said.</param>
/// <param name="Price">What it cost, in <paramref name="Currency"/>; null = not said.</param>
/// <param name="Status">ACTIVE, FROZEN, USED_UP, EXPIRED or UNKNOWN.</param>
/// <param name="SessionsLeft">In all that run, at the last count; null = unlimited, or unknown.</param>
/// <param name="CountedAt">The moment of that count; null = not counted yet.</param>
public sealed record ClientPackage(
    string? Kind, DateOnly? ExpiresOn, decimal? Price, string? Currency, string Status, int? SessionsLeft, int? SessionsBought, DateTimeOffset? CountedAt)
{
    /// <summary>As the caller may see it; null = they have none, or the caller sees none.</summary>
    public static async Task<ClientPackage?> OfAsync(VitalsDatabase database, DatabaseIdentity who, Guid client, DateOnly today, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        var found = await database.AskAsync<ClientPackage>(who, Sql.Of<ClientPackage>(), new { client, today }, ct);
        return found.Count > 0 ? found[0] : null;
    }
}
