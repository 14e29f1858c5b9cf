using ClientVitals.Database;

namespace ClientVitals.Insights;

/// <summary>A finding, as a screen or another program reads it.</summary>
/// <param name="Kind">Of which check.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Title">One line.</param>
/// <param name="Content">The sentence, in the words of the last run that measured it.</param>
/// <param name="Coach">The coach whose book it is about; null = nobody's.</param>
/// <param name="Occurrences">How often it entered.</param>
/// <param name="OpenedAt">When it last entered.</param>
/// <param name="LastSeenAt">The last run that measured it.</param>
/// <param name="LastEventId">The last act on it that holds, if nothing happened since: by it <see cref="UndoInsightAct"/> undoes it.</param>
/// <param name="Receivers">Who got the alarm, by name.</param>
public sealed record Insight(
    Guid Id,
    string Kind,
    string Subject,
    string Priority,
    InsightState State,
    string Title,
    string Content,
    Guid? StaffId,
    string? Coach,
    int Occurrences,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset? RecoveredAt,
    DateOnly? SnoozedUntil,
    Guid? AssignedUserId,
    string? AssignedTo,
    string? Address,
    long? LastEventId,
    string? LastKind,
    string? LastBy,
    DateTimeOffset? LastAt,
    string[] Receivers);

/// <summary>Findings, most urgent first.</summary>
public static class InsightList
{
    /// <summary>What can be asked for: those to look at, those put aside, those that recovered lately, or all.</summary>
    public static readonly IReadOnlyList<string> States = ["open", "silenced", "recovered", "all"];

    /// <summary>The most in one answer.</summary>
    public const int Most = 500;

    /// <summary>As the caller may see them.</summary>
    /// <param name="state">One of <see cref="States"/>.</param>
    /// <param name="since">What was silenced since then stays where it was, in one line; null = nothing does.</param>
    /// <param name="recoveredAfter">Recovered ones only since then.</param>
    /// <exception cref="PlainError">There is no such state.</exception>
    public static Task<IReadOnlyList<Insight>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, string state, DateTimeOffset? since, DateTimeOffset recoveredAfter, int most, CancellationToken ct) =>
        States.Contains(state)
            ? database.AskAsync<Insight>(who, Sql.Of<Insight>(), new { insight = (Guid?)null, state, since, recovered_after = recoveredAfter, most = Math.Clamp(most, 1, Most) }, ct)
            : throw new PlainError($"The state must be one of {string.Join(", ", States)}, not \"{state}\".");

    /// <summary>One; null = the caller sees no such finding.</summary>
    public static async Task<Insight?> OneAsync(VitalsDatabase database, DatabaseIdentity who, Guid insight, CancellationToken ct) =>
        (await database.AskAsync<Insight>(
            who, Sql.Of<Insight>(), new { insight = (Guid?)insight, state = "all", since = (DateTimeOffset?)null, recovered_after = DateTimeOffset.UnixEpoch, most = 1 }, ct)) is [var found] ? found : null;
}
