using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>One client of such a list.</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="Hold">Why somebody is not judged as usual; null = nothing holds.</param>
/// <param name="CheckedAt">The moment judged.</param>
public sealed record RosterClient(
    Guid ClientId,
    string ClientEmail,
    string ClientName,
    string? AssignedCoach,
    string PatternStatus,
    string? Hold,
    bool? EnoughHistory,
    int CallsThisWeek,
    decimal? AvgCallsPerWeek,
    string? Reason,
    DateTimeOffset CheckedAt,
    string OrderName);

/// <summary>Who is above their pattern, paused, never got going, is without enough history or without data, as last analysed, in the order of names.</summary>
public static class PatternRoster
{
    /// <summary>Who called a few times at the beginning and then no more.</summary>
    public const string NeverGotGoing = "NEVER_GOT_GOING";

    /// <summary>Who fell silent on the same days as many others.</summary>
    public const string Together = "TOGETHER";

    /// <summary>The lists there are.</summary>
    public static readonly IReadOnlyList<string> All = ["ABOVE_PATTERN", "PAUSED", NeverGotGoing, "NOT_ENOUGH_HISTORY", "STALE", Together];

    /// <summary>Which of them.</summary>
    /// <param name="Roster">One of <see cref="All"/>.</param>
    /// <param name="Coach">Only this coach's book, by name.</param>
    /// <param name="Segment">Only this grouping of the business's own.</param>
    public sealed record Which(string Roster, string? Coach = null, string? Segment = null);

    /// <summary>One page, as the caller may see it.</summary>
    /// <exception cref="PlainError">The list, the page or the mark cannot be.</exception>
    public static async Task<Page<RosterClient>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        if (!All.Contains(which.Roster))
            throw new PlainError($"The list must be one of {string.Join(", ", All)}, not \"{which.Roster}\".");
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<RosterClient>(who, Sql.Of(typeof(PatternRoster)), new
        {
            roster = which.Roster,
            coach = which.Coach,
            segment = which.Segment,
            after_name = after?.TextAt(0) ?? "",
            after_client = after?.IdAt(1) ?? Guid.Empty,
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.OrderName, row.ClientId]);
    }
}
