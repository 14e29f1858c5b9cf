using ClientVitals.Database;

namespace ClientVitals.Interventions;

/// <summary>Something that happened to an item.</summary>
/// <param name="Kind">OPENED, WORSENED, CLOSED, or an act of staff.</param>
/// <param name="Word">OPENED, WORSENED: the status; CLOSED: why.</param>
/// <param name="Reason">What was known of the client at that moment.</param>
/// <param name="UndoneAt">When the act was undone; null = it holds.</param>
public sealed record ItemEvent(
    long Id, string Kind, DateTimeOffset MadeAt, string MadeBy, string? Word, string? Reason, string? Note, DateOnly? Until, DateOnly? DueDate, DateTimeOffset? UndoneAt, string? UndoneBy)
{
    /// <summary>Of one item, in the order in which it happened, as the caller may see it.</summary>
    public static Task<IReadOnlyList<ItemEvent>> OfAsync(VitalsDatabase database, DatabaseIdentity who, long item, CancellationToken ct) =>
        database.AskAsync<ItemEvent>(who, Sql.Of<ItemEvent>(), new { item }, ct);
}
