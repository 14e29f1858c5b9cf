using ClientVitals.Database;

namespace ClientVitals.Interventions;

/// <summary>An item, as a screen or another program reads it.</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="CauseKind">EPISODE, RANG_IN_VAIN, OUTREACH_GAP, ZONE_CHANGE, PACKAGE, OWNER_CHANGE or EARLIER.</param>
/// <param name="Status">PENDING, IN_PROGRESS, COMPLETED or CANCELLED.</param>
/// <param name="TriggerReason">Why it was opened, in the words of that moment.</param>
/// <param name="DueOn">From which day on it is to be worked on; null = it is not.</param>
/// <param name="Outcome">The last act that holds.</param>
/// <param name="AssignedTo">Whom it was handed over to, by name; null = it is the client's coach's.</param>
/// <param name="LastActId">That act's number, by which it is undone.</param>
/// <param name="Playbook">The playbook it follows; null = none chose it.</param>
/// <param name="ActBy">The last day by which somebody should have acted, by the playbook.</param>
/// <param name="Arm">ACT or HELD_OUT, as drawn; null = its playbook holds nobody out, or this client must not be.</param>
/// <param name="SetAside">LIMIT or SAME_CLIENT: why it is not on Today although it is due; null = it is not set aside.</param>
/// <param name="ExpectedValue">What a contact is worth, as last reckoned.</param>
/// <param name="CameOfIt">RETURNED, NOT_RETURNED (within 30 exposed days) or NOT_KNOWN_YET.</param>
public sealed record Intervention(
    long Id,
    Guid ClientId,
    string? ClientEmail,
    string ClientName,
    string? AssignedCoach,
    string CauseKind,
    long? CauseId,
    string? CauseStatus,
    int? RangInVain,
    string InterventionType,
    string Priority,
    string Status,
    string TriggerReason,
    DateTimeOffset TriggeredAt,
    DateOnly? DueOn,
    string? Outcome,
    DateTimeOffset? ActionedAt,
    string? ExecutedBy,
    long? LastActId,
    DateTimeOffset? CompletedAt,
    string? CloseReason,
    string? AssignedTo,
    string? Playbook,
    int? PlaybookVersion,
    string? CommunicationMethod,
    string? CommunicationTiming,
    DateOnly? ActBy,
    string? Arm,
    string? SetAside,
    decimal? ExpectedValue,
    string CameOfIt);

/// <summary>Items, the latest first, a page at a time.</summary>
public static class InterventionsPage
{
    /// <summary>What can be asked for.</summary>
    public static readonly IReadOnlyList<string> States = ["due", "waiting", "open", "closed", "all"];

    /// <summary>Which of them.</summary>
    /// <param name="State">One of <see cref="States"/>.</param>
    /// <param name="Coach">Only this coach's book, by name.</param>
    /// <param name="Client">Only this client's.</param>
    public sealed record Which(string State = "open", string? Coach = null, Guid? Client = null);

    /// <summary>One page, as the caller may see it.</summary>
    /// <exception cref="PlainError">The page, the mark or the state cannot be.</exception>
    public static async Task<Page<Intervention>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, Which which, DateOnly today, int size, string? mark, CancellationToken ct)
    {
        if (!States.Contains(which.State))
            throw new PlainError($"The state must be one of {string.Join(", ", States)}, not \"{which.State}\".");
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<Intervention>(who, Sql.Of<Intervention>(), new
        {
            state = which.State,
            coach = which.Coach,
            client = which.Client,
            item = (long?)null,
            today,
            after_at = after?.MomentAt(0),
            after_id = after?.WholeAt(1),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.TriggeredAt, row.Id]);
    }

    /// <summary>One item; null when the caller sees no such item.</summary>
    public static async Task<Intervention?> OfAsync(VitalsDatabase database, DatabaseIdentity who, long item, DateOnly today, CancellationToken ct) =>
        (await database.AskAsync<Intervention>(who, Sql.Of<Intervention>(), new
        {
            state = "all",
            coach = (string?)null,
            client = (Guid?)null,
            item = (long?)item,
            today,
            after_at = (DateTimeOffset?)null,
            after_id = (long?)null,
            most = 1,
        }, ct)) is [var found] ? found : null;
}
