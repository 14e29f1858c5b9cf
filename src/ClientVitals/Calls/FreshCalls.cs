using ClientVitals.Database;

namespace ClientVitals.Calls;

/// <summary>A call that a delivery has just added.</summary>
public sealed record FreshCall(
    long Id, Guid? ClientId, string? ClientName, DateTimeOffset StartedAt, string Direction, string Channel, string Status, int? DurationSeconds, string? Staff);

/// <summary>The calls a delivery has just added, as the caller may see them, in the order they came.</summary>
public static class FreshCalls
{
    /// <summary>The most that one answer holds: one who was told of more looks at the list.</summary>
    public const int Most = 50;

    /// <param name="delivery">Which delivery.</param>
    /// <param name="after">The last call there before it.</param>
    public static Task<IReadOnlyList<FreshCall>> OfAsync(VitalsDatabase database, DatabaseIdentity who, long delivery, long after, CancellationToken ct) =>
        database.AskAsync<FreshCall>(who, Sql.Of(typeof(FreshCalls)), new { delivery, after, most = Most }, ct);
}
