using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>One client of the morning list, as a screen or another program reads it.</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="DriftSince">First business day of the quiet stretch.</param>
/// <param name="Evidence">How unlikely the departure is: minus the natural logarithm of its probability.</param>
/// <param name="CheckedAt">The moment judged.</param>
/// <param name="RangInVain">How often the client rang since the last talk and nobody answered; null = less than twice. Such a client is listed first, whatever the status.</param>
/// <param name="Place">Orders the list, ascending.</param>
public sealed record ListedBreak(
    Guid ClientId,
    string ClientEmail,
    string ClientName,
    string? AssignedCoach,
    string PatternStatus,
    int CallsThisWeek,
    decimal? AvgCallsPerWeek,
    decimal? DeviationPct,
    decimal? ExpectedSince,
    DateOnly? DriftSince,
    DateOnly? LastActiveOn,
    long? EpisodeId,
    DateOnly? OpenedOn,
    DateOnly? BreakOn,
    decimal? Evidence,
    string? HealthZone,
    string? Reason,
    DateTimeOffset CheckedAt,
    int? RangInVain,
    decimal Place);

/// <summary>Who rang and nobody answered, then who is out of pattern now, worst first, a page at a time: what a screen or another program reads.</summary>
public static class BreaksPage
{
    /// <summary>Which of them.</summary>
    /// <param name="Status">PATTERN_BREAK or BELOW_PATTERN; null = everybody who is listed.</param>
    /// <param name="Coach">Only this coach's book, by name; null = all that the caller sees.</param>
    /// <param name="Days">Checked within so many days, 1 to 3650.</param>
    /// <param name="Segment">Only this grouping of the business's own.</param>
    public sealed record Which(PatternStatus? Status = null, string? Coach = null, int Days = 7, string? Segment = null);

    /// <summary>One page, as the caller may see it.</summary>
    /// <exception cref="PlainError">The page, the mark or the days cannot be.</exception>
    public static async Task<Page<ListedBreak>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, DateTimeOffset now, CancellationToken ct)
    {
        PatternBreaks.CheckDays(which.Days);
        if (which.Status is { } asked and not (PatternStatus.PatternBreak or PatternStatus.BelowPattern))
            throw new PlainError($"The status must be PATTERN_BREAK or BELOW_PATTERN, not {asked.Word()}.");
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<ListedBreak>(who, Sql.Of(typeof(BreaksPage)), new
        {
            status = which.Status?.Word(),
            coach = which.Coach,
            segment = which.Segment,
            since = now.AddDays(-which.Days),
            after_place = after?.NumberAt(0),
            after_client = after?.IdAt(1),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.Place, row.ClientId]);
    }
}
