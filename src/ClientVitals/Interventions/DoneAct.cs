using ClientVitals.Database;

namespace ClientVitals.Interventions;

/// <summary>Something that was done today and holds.</summary>
/// <param name="Id">By which it is undone.</param>
/// <param name="DueDate">When the item is due again.</param>
public sealed record DoneAct(
    long Id, long Item, Guid ClientId, string ClientName, string Kind, DateTimeOffset MadeAt, string MadeBy, DateOnly? Until, DateOnly? DueDate, string? Note);

/// <summary>What was done on a business day, the latest first, as the caller may see it.</summary>
public static class DoneToday
{
    /// <summary>The most that one answer holds.</summary>
    public const int Most = 200;

    public static Task<IReadOnlyList<DoneAct>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly today, CancellationToken ct) =>
        database.AskAsync<DoneAct>(who, Sql.Of<DoneAct>(), new { today, most = Most }, ct);
}
