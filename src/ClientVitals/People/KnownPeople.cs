using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>Who somebody is to a source.</summary>
/// <param name="ClientId">Which client; null = nobody is known by these addresses.</param>
/// <param name="ExternalId">What the source calls them; null = it gives no id.</param>
/// <param name="Called">Their name as the source says it.</param>
/// <param name="Kind">CUSTOMER, LEAD, CONTACT or UNKNOWN.</param>
/// <param name="Delinquent">Whether the source says that they owe it something; null = it does not say.</param>
/// <param name="Account">ACTIVE, DELETED (there; nothing is removed here) or UNKNOWN.</param>
/// <param name="RegisteredAt">Since when the source knows them.</param>
/// <param name="KnownFrom">From when we have known it so.</param>
public sealed record KnownPerson(
    long Id,
    Guid? ClientId,
    string? ClientEmail,
    string? ClientPhone,
    string Source,
    string? ExternalId,
    string? Called,
    string Kind,
    bool? Delinquent,
    string Account,
    DateTimeOffset? RegisteredAt,
    DateTimeOffset? ModifiedAt,
    DateTimeOffset KnownFrom);

/// <summary>Who clients are to the systems that data comes from, the newest first, a page at a time.</summary>
public static class KnownPeople
{
    /// <summary>Which of them.</summary>
    /// <param name="Client">Of one client; null = of all the caller sees.</param>
    /// <param name="Source">By one source; null = by all.</param>
    /// <param name="Unmatched">Only those of whom it is not known which client they are.</param>
    public sealed record Which(Guid? Client = null, string? Source = null, bool Unmatched = false);

    /// <summary>One page, as the caller may see it.</summary>
    /// <exception cref="PlainError">The page cannot be.</exception>
    public static async Task<Page<KnownPerson>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(which);
        var after = Cursor.Read(mark, 1);
        var rows = await database.AskAsync<KnownPerson>(who, Sql.Of(typeof(KnownPeople)), new
        {
            client = which.Client,
            source = which.Source,
            unmatched = which.Unmatched ? true : (bool?)null,
            after_id = after?.WholeAt(0),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.Id]);
    }
}
