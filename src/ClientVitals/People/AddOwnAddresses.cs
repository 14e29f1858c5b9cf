using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>Adds to the list of own and test addresses: calls with them belong to no client and make none.</summary>
/// <param name="Addresses">As a person writes them.</param>
public sealed record AddOwnAddresses(IReadOnlyList<string> Addresses) : IAct<PeopleSettings>
{
    /// <exception cref="PlainError">One is neither a number nor an e-mail nor a domain, or there are too many.</exception>
    public async Task<PeopleSettings> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var before = await PeopleSettings.Section.InForceAsync(work.Connection, ct);
        return await new ChangeOwnAddresses([.. before.OwnAddresses, .. Addresses]).RunAsync(work, ct);
    }
}
