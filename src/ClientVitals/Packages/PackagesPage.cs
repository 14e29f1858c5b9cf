using ClientVitals.Database;

namespace ClientVitals.Packages;

/// <summary>A package on record.</summary>
/// <param name="ClientId">Whose; null = unmatched.</param>
/// <param name="Source">Whose word it is.</param>
/// <param name="ExternalId">The source's own id; null = it gives none.</param>
/// <param name="SessionsBought">Null = unlimited, or not said.</param>
/// <param name="SourceRemaining">Left by the source's own figure when it was told.</param>
/// <param name="Price">In <paramref name="Currency"/>; null = not said.</param>
/// <param name="Status">ACTIVE, FROZEN, USED_UP, EXPIRED, TRANSFERRED, CANCELLED, REFUNDED or UNKNOWN.</param>
/// <param name="KnownFrom">From when we have known it so.</param>
public sealed record RecordedPackage(
    long Id,
    Guid? ClientId,
    string? ClientEmail,
    string? ClientPhone,
    string? ClientKey,
    string Source,
    string? ExternalId,
    DateOnly BoughtOn,
    DateOnly? StartsOn,
    DateOnly? ExpiresOn,
    string? Kind,
    int? SessionsBought,
    int? SourceRemaining,
    decimal? Price,
    string? Currency,
    string? RenewedFrom,
    DateOnly? FrozenOn,
    DateOnly? FrozenUntil,
    string Status,
    DateTimeOffset? ModifiedAt,
    DateTimeOffset KnownFrom);

/// <summary>Packages on record, the latest bought first, a page at a time; as they are known now, or as they were known at a past moment.</summary>
public static class PackagesPage
{
    /// <summary>Which of them.</summary>
    /// <param name="Client">One client's; null = all the caller sees.</param>
    /// <param name="From">Bought on this day or later; null = from the first on.</param>
    /// <param name="Until">Bought before this day; null = to the last.</param>
    /// <param name="Status">Of this status; null = of all.</param>
    /// <param name="Unmatched">Only unmatched packages.</param>
    /// <param name="AsOf">As they were known at this moment; null = as they are known now.</param>
    public sealed record Which(
        Guid? Client = null, DateOnly? From = null, DateOnly? Until = null, string? Status = null, bool Unmatched = false, DateTimeOffset? AsOf = null);

    /// <summary>One page, as the caller may see it.</summary>
    /// <exception cref="PlainError">The status is unknown, or the page cannot be.</exception>
    public static async Task<Page<RecordedPackage>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(which);
        var status = PackageFact.Statuses.Asked(which.Status, "a package");
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<RecordedPackage>(who, Question(who, which), new
        {
            client = which.Client,
            from = which.From,
            until = which.Until,
            status,
            unmatched = which.Unmatched ? true : (bool?)null,
            as_of = which.AsOf?.ToUniversalTime(),
            after_day = after?.DayAt(0),
            after_id = after?.WholeAt(1),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.BoughtOn, row.Id]);
    }

    /// <summary>The database's own rules say what is seen; this only picks the way that is short.</summary>
    private static string Question(DatabaseIdentity who, Which which) =>
        which.AsOf is not null ? Sql.Of(typeof(PackagesPage), "AsOf")
        : who.IsCoach && which is { Client: null, Unmatched: false } ? Sql.Of(typeof(PackagesPage), "Book")
        : Sql.Of(typeof(PackagesPage));
}
