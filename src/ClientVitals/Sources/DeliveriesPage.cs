using ClientVitals.Database;

namespace ClientVitals.Sources;

/// <summary>Something that arrived from outside: a file, a message, a post.</summary>
/// <param name="Error">Why it failed, in a sentence.</param>
/// <param name="UndoneAt">When somebody undid it; null = it was not undone.</param>
public sealed record RecordedDelivery(
    long Id,
    string Source,
    string Name,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long Read,
    long Added,
    long Unchanged,
    long Corrected,
    long Rejected,
    long Unmatched,
    string? Error,
    string Entity,
    DateTimeOffset? UndoneAt);

/// <summary>What arrived from outside, the latest first, a page at a time.</summary>
public static class DeliveriesPage
{
    /// <summary>One page, as the caller may see it.</summary>
    /// <param name="source">One source's; null = all.</param>
    /// <exception cref="PlainError">The page or the mark cannot be.</exception>
    public static async Task<Page<RecordedDelivery>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, string? source, int size, string? mark, CancellationToken ct)
    {
        var after = Cursor.Read(mark, 1);
        var rows = await database.AskAsync<RecordedDelivery>(
            who, Sql.Of(typeof(DeliveriesPage)), new { source, after_id = after?.WholeAt(0), most = Cursor.Size(size) + 1 }, ct);
        return Cursor.Cut(rows, size, row => [row.Id]);
    }

    /// <summary>One of them; null = the caller sees no such delivery.</summary>
    public static async Task<RecordedDelivery?> FindAsync(VitalsDatabase database, DatabaseIdentity who, long delivery, CancellationToken ct) =>
        delivery < long.MaxValue
        && (await database.AskAsync<RecordedDelivery>(who, Sql.Of(typeof(DeliveriesPage)), new { source = (string?)null, after_id = delivery + 1, most = 1 }, ct)) is [var one] && one.Id == delivery
            ? one : null;
}
