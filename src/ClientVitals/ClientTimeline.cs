using ClientVitals.Database;
using ClientVitals.People;

namespace ClientVitals;

/// <summary>Something that happened with a client.</summary>
/// <param name="At">When; what has a day only is at its beginning in the business's zone.</param>
/// <param name="Kind">call, note, opened, break, closed, answer, act, pause, pause of all, end, owner, health.</param>
/// <param name="Word">call: its status; opened: the worst of the episode; closed: why; answer, act: which; pause, end: why; owner: to whom; health: the zone.</param>
/// <param name="Text">call, note, answer, pause, end: what was written; opened, break: the sentence while it is open; owner: from whom.</param>
/// <param name="Who">Who called, wrote, answered, entered or changed it.</param>
/// <param name="Until">opened: quiet since; answer, pause: first day back; act: when it is due again; health: the last day.</param>
/// <param name="IsByHand">call: written down here; note: by the caller; answer, act; pause, end: this client's own. Such can be taken back.</param>
/// <param name="OwnId">By which it is taken back.</param>
public sealed record TimelineEntry(
    DateTimeOffset At,
    string Kind,
    long Id,
    string? Word,
    string? Text,
    string? Who,
    string? Channel,
    string? Direction,
    string? Outcome,
    int? DurationSeconds,
    DateOnly? Until,
    bool? IsByHand,
    string? OwnId);

/// <summary>What happened with a client, the latest first, a page at a time.</summary>
public static class ClientTimeline
{
    /// <summary>What can be asked for alone.</summary>
    public static readonly IReadOnlyList<string> Shows = [.. Rooms.All.Of<TimelineLines>().OrderBy(lines => lines.Place).Select(lines => lines.Show).Distinct()];

    /// <summary>Where the rooms' lines stand in the query.</summary>
    private const string Place = "  -- (the rooms' lines)\n";

    private static readonly string Query = QueryOf(Rooms.All);

    /// <summary>One page, the latest first, as the caller may see it.</summary>
    /// <param name="show">One of <see cref="Shows"/>; null = everything.</param>
    /// <param name="asker">Whose account asks; null = a program.</param>
    /// <exception cref="PlainError">The page, the mark or the word cannot be.</exception>
    public static async Task<Page<TimelineEntry>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, Guid client, string? show, Guid? asker, int size, string? mark, CancellationToken ct)
    {
        if (show is not null && !Shows.Contains(show))
            throw new PlainError($"The kind must be one of {string.Join(", ", Shows)}, not \"{show}\".");
        var after = Cursor.Read(mark, 3);
        var rows = await database.AskAsync<TimelineEntry>(who, Query, new
        {
            client,
            show,
            asker,
            after_at = after?.MomentAt(0),
            after_kind = after?.TextAt(1),
            after_id = after?.WholeAt(2),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.At, row.Kind, row.Id]);
    }

    /// <summary>The query with the lines of these rooms.</summary>
    internal static string QueryOf(IReadOnlyList<RoomEntry> rooms)
    {
        var lines = rooms.Of<TimelineLines>().Select(part => $"(\n{Sql.Of(part.Asks, part.Name)}\n)\nunion all\n");
        return Sql.Of(typeof(ClientTimeline)).Replace(Place, string.Concat(lines), StringComparison.Ordinal);
    }
}
