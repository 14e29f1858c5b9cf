using ClientVitals.Database;
using ClientVitals.Interventions.Playbooks;

namespace ClientVitals.Interventions;

/// <summary>One client of the queue: why they are in it, and what was done about it today.</summary>
/// <param name="Section">new, again, longer, or gap (not contacted by us).</param>
/// <param name="IsDone">Somebody acted on it since the page was opened; it stays in its place.</param>
/// <param name="Reason">As last analysed; of a row that is done, as it was then.</param>
/// <param name="Phone">The primary number (E.164); null = none is known.</param>
/// <param name="CauseStatus">PATTERN_BREAK, BELOW_PATTERN, RED, YELLOW, DUE, OVERDUE, LAPSED or NEW_COACH; null = the kind of cause says it.</param>
/// <param name="Channel">How the client is to be contacted, by the playbook.</param>
/// <param name="ActBy">The last day by which somebody should have acted.</param>
/// <param name="Beside">What else is due of this client and waits beside this row.</param>
/// <param name="Template">The playbook's draft; null = the item follows none.</param>
/// <param name="Days">Of a package that runs out: days from today; negative = over.</param>
public sealed record QueueRow(
    string Section,
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
    string? CauseStatus,
    string? Channel,
    DateOnly? ActBy,
    string? Beside,
    string? Template,
    string? Firstname,
    int? Days)
{
    /// <summary>The draft of a message; null = there is none.</summary>
    public string? Draft => Template is null ? null : DraftMessage.Of(Template, Firstname, Coach, Days);

    /// <summary>Whether it is about the call pattern.</summary>
    public bool IsAboutPattern => CauseKind is "EPISODE" or "RANG_IN_VAIN" or "OUTREACH_GAP";

    /// <summary>The state of its item.</summary>
    public ItemState State { get; init; } = null!;
}

/// <summary>Whose queue: the items handed over to this account, and those of this book that were handed over to nobody.</summary>
/// <param name="User">The account; null = a program.</param>
/// <param name="Staff">Who of the staff it is; null = nobody.</param>
public sealed record OwnQueue(Guid? User, Guid? Staff);

/// <summary>Whom to contact on a business day: the same queue for everybody who may see the clients.</summary>
public static class QueueOfToday
{
    /// <summary>Rows of a section at most; what is done makes room for the next ones.</summary>
    public const int RowsOfASection = 20;

    /// <param name="today">The business day.</param>
    /// <param name="newFrom">First seen on this business day or later = new.</param>
    /// <param name="since">What was done from this moment on stays in its place.</param>
    /// <param name="own">Only the items of this person; null = everybody's.</param>
    public static async Task<IReadOnlyList<QueueRow>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, DateOnly today, DateOnly newFrom, DateTimeOffset since, CancellationToken ct, OwnQueue? own = null)
    {
        var about = new { today, new_from = newFrom, since, own = own is not null, own_user = own?.User, own_staff = own?.Staff, book = who.Book, most = RowsOfASection };
        var rows = await database.AskAsync<QueueRow>(who, Sql.Of<QueueRow>(), about, ct);
        var states = await ItemState.OfAsync(database, who, [.. rows.Select(row => row.Item)], ct);
        // A client who was erased between the two questions is in neither.
        return [.. rows.Where(row => states.ContainsKey(row.Item)).Select(row => row with
        {
            State = states[row.Item],
            Reason = row.IsDone ? states[row.Item].LastActReason ?? row.Reason : row.Reason,
        })];
    }
}
