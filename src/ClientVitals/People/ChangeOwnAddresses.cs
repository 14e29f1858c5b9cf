using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.People;

/// <summary>Sets the list of own and test addresses: calls with them belong to no client and make none.</summary>
/// <param name="Addresses">As a person writes them: numbers, e-mails, <c>*@example.com</c> for a domain. They take the place of the earlier list.</param>
public sealed record ChangeOwnAddresses(IReadOnlyList<string> Addresses) : IAct<PeopleSettings>
{
    /// <summary>Addresses at most: every delivery is compared with them.</summary>
    public const int Most = 500;

    /// <exception cref="PlainError">One is neither a number nor an e-mail nor a domain, or there are too many.</exception>
    public async Task<PeopleSettings> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var region = (await BusinessSettings.InForceAsync(work.Connection, ct)).PhoneRegion;
        var listed = Addresses.Where(address => !string.IsNullOrWhiteSpace(address)).Select(address => Normal(address.Trim(), region)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (listed.Count > Most)
            throw new PlainError($"The list has {listed.Count} addresses; at most {Most} are kept. Name a whole domain as *@example.com.");
        var settings = new PeopleSettings(listed);
        await new ChangeSection<PeopleSettings>(PeopleSettings.Section, settings).RunAsync(work, ct);
        return settings;
    }

    private static string Normal(string address, string region)
    {
        if (address.StartsWith("*@", StringComparison.Ordinal))
        {
            return Email.Normal("any" + address[1..], out _) is { } of
                ? "*" + of[3..]
                : throw new PlainError($"\"{address}\" is not a domain; write it as *@example.com.");
        }
        return (address.Contains('@', StringComparison.Ordinal) ? Email.Normal(address, out _) : Phone.Normal(address, region))
            ?? throw new PlainError($"\"{address}\" is neither a phone number nor an e-mail address; write +971501234567, name@example.com, or *@example.com for a domain.");
    }
}
