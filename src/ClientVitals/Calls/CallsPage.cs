using ClientVitals.Database;

namespace ClientVitals.Calls;

/// <summary>A call on record.</summary>
/// <param name="ClientId">Whose; null = unmatched.</param>
/// <param name="LoggedAt">When the source logged it; null = not known.</param>
public sealed record RecordedCall(
    long Id,
    Guid? ClientId,
    string? ClientEmail,
    string? ClientPhone,
    DateTimeOffset StartedAt,
    DateTimeOffset? LoggedAt,
    string Direction,
    string Channel,
    string Status,
    string? Outcome,
    int? DurationSeconds,
    string? Staff,
    string? Provider,
    string? ProviderCallId,
    string? Notes);

/// <summary>Calls on record, the latest first, a page at a time.</summary>
public static class CallsPage
{
    /// <summary>Which of them.</summary>
    /// <param name="Client">One client's; null = all the caller sees.</param>
    /// <param name="From">Started at or after; null = from the beginning.</param>
    /// <param name="Until">Started before; null = to the end.</param>
    /// <param name="Unmatched">Only unmatched calls.</param>
    public sealed record Which(Guid? Client = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, bool Unmatched = false);

    /// <summary>One page, as the caller may see it.</summary>
    /// <exception cref="PlainError">The page or the mark cannot be.</exception>
    public static async Task<Page<RecordedCall>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<RecordedCall>(who, Question(who, which), new
        {
            client = which.Client,
            from = which.From?.ToUniversalTime(),
            until = which.Until?.ToUniversalTime(),
            unmatched = which.Unmatched ? true : (bool?)null,
            after_start = after?.MomentAt(0),
            after_id = after?.WholeAt(1),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.StartedAt, row.Id]);
    }

    /// <summary>
    /// What is seen is the database's own rules to say; this only picks the way that is short. Who sees a part of the book reads it client
    /// by client; for the others, and for one client, it is one walk along an index.
    /// </summary>
    internal static string Question(DatabaseIdentity who, Which which) =>
        who.IsCoach && which is { Client: null, Unmatched: false } ? Sql.Of(typeof(CallsPage), "Book") : Sql.Of(typeof(CallsPage));
}
