using ClientVitals.Database;

namespace ClientVitals.Interventions;

/// <summary>One client of the queue: why they are in it, and what was done about it today.</summary>
/// <param name="Section">new, again, longer, or gap (not contacted by us).</param>
/// <param name="InSection">Clients of the section who are still to be contacted.</param>
/// <param name="IsDone">Somebody acted on it since the page was opened; it stands where it stood.</param>
/// <param name="Reason">As last analysed; of a row that is done, as it was then.</param>
/// <param name="Tries">Tries without an answer in a row.</param>
/// <param name="LastActId">The last act that holds; null = nobody acted.</param>
/// <param name="FollowUpDate">When it is due again.</param>
/// <param name="Phone">The primary number (E.164); null = none is known.</param>
public sealed record QueueRow(
    string Section,
    int InSection,
    bool IsDone,
    long Item,
    Guid ClientId,
    string ClientName,
    string? Coach,
    string? Phone,
    string CauseKind,
    string PatternStatus,
    int? RangInVain,
    string? Reason,
    decimal? AvgCallsPerWeek,
    DateOnly? LastActiveOn,
    DateOnly TriggeredOn,
    int Tries,
    long? LastActId,
    string? LastActKind,
    DateTimeOffset? LastActAt,
    string? LastActBy,
    DateOnly? LastActUntil,
    DateOnly? FollowUpDate);

/// <summary>Whom to contact on a business day: the same queue for everybody who may see the clients.</summary>
public static class QueueOfToday
{
    /// <summary>Rows of a section at most; what is done makes room for the next ones.</summary>
    public const int RowsOfASection = 20;

    /// <param name="today">The business day.</param>
    /// <param name="newFrom">First seen on this business day or later = new.</param>
    /// <param name="since">What was done from this moment on stays in its place.</param>
    public static Task<IReadOnlyList<QueueRow>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, DateOnly today, DateOnly newFrom, DateTimeOffset since, CancellationToken ct) =>
        database.AskAsync<QueueRow>(who, Sql.Of<QueueRow>(), new { today, new_from = newFrom, since, most = RowsOfASection }, ct);
}
