using ClientVitals.Database;

namespace ClientVitals.Insights;

/// <summary>Something that happened to a finding.</summary>
/// <param name="Kind">By the watcher OPENED, WORSENED, BACK, RECOVERED, GONE; by people ACCEPTED, SNOOZED, DISMISSED, ASSIGNED, UNDONE.</param>
/// <param name="Sentence">What was said then; null = an act of a person.</param>
/// <param name="Told">How many people were told of it.</param>
public sealed record InsightEvent(
    long Id, string Kind, DateTimeOffset MadeAt, string MadeBy, string Priority, double? Measure, string? Sentence, string? Note, DateOnly? Until, string? AssignedTo, long? UndoesId, int Told)
{
    /// <summary>Of one finding, in the order in which it happened, as the caller may see it; at most a thousand.</summary>
    public static Task<IReadOnlyList<InsightEvent>> OfAsync(VitalsDatabase database, DatabaseIdentity who, Guid insight, CancellationToken ct) =>
        database.AskAsync<InsightEvent>(who, Sql.Of<InsightEvent>(), new { insight }, ct);
}
