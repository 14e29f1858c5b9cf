using ClientVitals.Database;

namespace ClientVitals.Sessions;

/// <summary>A session on record.</summary>
/// <param name="ClientId">Whose; null = unmatched.</param>
/// <param name="Source">Whose word it is.</param>
/// <param name="ExternalId">The source's own id; null = it gives none.</param>
/// <param name="Status">BOOKED, ATTENDED, NO_SHOW, CANCELLED, LATE_CANCELLED, REBOOKED or UNKNOWN.</param>
/// <param name="KnownFrom">From when we have known it so.</param>
public sealed record RecordedSession(
    long Id,
    Guid? ClientId,
    string? ClientEmail,
    string? ClientPhone,
    string? ClientKey,
    string Source,
    string? ExternalId,
    DateTimeOffset StartsAt,
    int? Minutes,
    DateTimeOffset? BookedAt,
    DateTimeOffset? StatusAt,
    string Status,
    string? CancelledBy,
    string? Staff,
    string? Kind,
    string? PackageKey,
    bool? Charged,
    DateTimeOffset? ModifiedAt,
    DateTimeOffset KnownFrom);

/// <summary>Sessions on record, the latest first, a page at a time; as they are known now, or as they were known at a past moment.</summary>
public static class SessionsPage
{
    /// <summary>Which of them.</summary>
    /// <param name="Client">One client's; null = all the caller sees.</param>
    /// <param name="From">Beginning at or after; null = from the first on.</param>
    /// <param name="Until">Beginning before; null = to the last.</param>
    /// <param name="Status">Of this status; null = of all.</param>
    /// <param name="Unmatched">Only unmatched sessions.</param>
    /// <param name="AsOf">As they were known at this moment; null = as they are known now.</param>
    public sealed record Which(
        Guid? Client = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Status = null, bool Unmatched = false, DateTimeOffset? AsOf = null);

    /// <summary>One page, as the caller may see it.</summary>
    /// <exception cref="PlainError">The status is unknown, or the page cannot be.</exception>
    public static async Task<Page<RecordedSession>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(which);
        var status = SessionFact.Statuses.Asked(which.Status, "a session");
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<RecordedSession>(who, Question(who, which), new
        {
            client = which.Client,
            from = which.From?.ToUniversalTime(),
            until = which.Until?.ToUniversalTime(),
            status,
            unmatched = which.Unmatched ? true : (bool?)null,
            as_of = which.AsOf?.ToUniversalTime(),
            after_start = after?.MomentAt(0),
            after_id = after?.WholeAt(1),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.StartsAt, row.Id]);
    }

    /// <summary>The database's own rules say what is seen; this only picks the way that is short.</summary>
    private static string Question(DatabaseIdentity who, Which which) =>
        which.AsOf is not null ? Sql.Of(typeof(SessionsPage), "AsOf")
        : who.IsCoach && which is { Client: null, Unmatched: false } ? Sql.Of(typeof(SessionsPage), "Book")
        : Sql.Of(typeof(SessionsPage));
}
