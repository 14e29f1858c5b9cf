using ClientVitals.Database;

namespace ClientVitals.CallPatterns;

/// <summary>Who is out of pattern now, worst first, a page at a time: what a screen or another program reads.</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="DriftSince">First business day of the quiet stretch.</param>
/// <param name="Evidence">How unlikely the departure is: minus the natural logarithm of its probability.</param>
/// <param name="CheckedAt">The moment judged.</param>
public sealed record BreaksPage(
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
    DateTimeOffset CheckedAt)
{
    /// <summary>Which of them.</summary>
    /// <param name="Status">PATTERN_BREAK, BELOW_PATTERN, ABOVE_PATTERN or NORMAL; null = the first two, as in <c>get_pattern_breaks</c>.</param>
    /// <param name="Coach">Only this coach's book, by name; null = all that the asker sees.</param>
    /// <param name="Days">Checked within so many days, 1 to 3650.</param>
    public sealed record Which(PatternStatus? Status = null, string? Coach = null, int Days = 7);

    private static readonly string[] BreakOrBelow = [CallPatterns.PatternStatus.PatternBreak.Word(), CallPatterns.PatternStatus.BelowPattern.Word()];

    /// <summary>One page, as the asker may see it.</summary>
    /// <exception cref="PlainError">The page, the mark or the days cannot be.</exception>
    public static async Task<Page<BreaksPage>> ReadAsync(
        VitalsDatabase database, ActingAs who, Which which, int size, string? mark, DateTimeOffset now, CancellationToken ct)
    {
        PatternBreaks.CheckDays(which.Days);
        var after = PageMark.Read(mark, 3);
        var rows = await database.AskAsync<BreaksPage>(who, Sql.Of<BreaksPage>(), new
        {
            statuses = which.Status is { } one ? [one.Word()] : BreakOrBelow,
            coach = which.Coach,
            since = now.AddDays(-which.Days),
            after_rank = after?.SmallAt(0),
            after_evidence = after?.NumberAt(1),
            after_client = after?.IdAt(2),
            most = PageMark.Size(size) + 1,
        }, ct);
        return PageMark.Cut(rows, size, row => [row.PatternStatus == "PATTERN_BREAK" ? 1 : 2, row.Evidence ?? 0, row.ClientId]);
    }
}
