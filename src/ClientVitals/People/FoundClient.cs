using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>A client, found by any e-mail, number or the id.</summary>
/// <param name="Email">The primary e-mail; null for a client known by number only.</param>
/// <param name="MergedInto">The client this one was merged into.</param>
/// <param name="Emails">All e-mails, the primary one first.</param>
/// <param name="Phones">All numbers, E.164.</param>
public sealed record FoundClient(
    Guid Id, string? Email, string? Firstname, string? Lastname, string? Coach, string Status, string Source, Guid? MergedInto, string[] Emails, string[] Phones)
{
    /// <summary>How the client is named: e-mail, else number, else id.</summary>
    public string Address => Email ?? (Phones.Length > 0 ? Phones[0] : Id.ToString());

    /// <summary>The client; null when the address is nobody's. Throws <see cref="PlainError"/> when it is no address.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="address">E-mail, number or id, as a person writes it.</param>
    /// <param name="region">Region of a number without country code.</param>
    public static async Task<FoundClient?> ByAsync(NpgsqlConnection db, string address, string region, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (email, phone, id) = Read(address, region);
        return await db.QuerySingleOrDefaultAsync<FoundClient>(
            new CommandDefinition(Sql.Of<FoundClient>(), new { email, phone, id }, cancellationToken: ct));
    }

    /// <summary>The client of an id, as the one who acts may see them, within their unit of work; null when they see no such client.</summary>
    public static async Task<FoundClient?> SeenAsync(UnitOfWork work, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await work.SeenAsync<FoundClient>(Sql.Of<FoundClient>(), new { email = (string?)null, phone = (string?)null, id = (Guid?)id }, ct) is [var found] ? found : null;
    }

    /// <summary>The client of an id, as the caller may see them; null when the caller sees no such client.</summary>
    public static async Task<FoundClient?> ByAsync(VitalsDatabase database, DatabaseIdentity who, Guid id, CancellationToken ct) =>
        (await database.AskAsync<FoundClient>(who, Sql.Of<FoundClient>(), new { email = (string?)null, phone = (string?)null, id = (Guid?)id }, ct)) is [var found] ? found : null;

    /// <summary>As <see cref="ByAsync(NpgsqlConnection, string, string, CancellationToken)"/>; nobody is an error.</summary>
    public static async Task<FoundClient> RequireAsync(NpgsqlConnection db, string address, string region, CancellationToken ct) =>
        await ByAsync(db, address, region, ct) ?? throw new PlainError($"No client has the address {address.Trim()}; vitals people list shows the clients.");

    /// <summary>What kind of address this is, in its one form.</summary>
    public static (string? Email, string? Phone, Guid? Id) Read(string address, string region)
    {
        ArgumentNullException.ThrowIfNull(address);
        FieldLimits.Check("address", address);
        if (Guid.TryParse(address, out var id))
            return (null, null, id);
        if (address.Contains('@', StringComparison.Ordinal))
            return (Settings.Email.Require(address), null, null);
        return Phone.Normal(address, region) is { } number
            ? (null, number, null)
            : throw new PlainError($"'{address.Trim()}' is neither an e-mail address nor a phone number.");
    }
}
