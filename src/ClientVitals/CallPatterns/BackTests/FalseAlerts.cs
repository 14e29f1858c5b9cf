using ClientVitals.Database;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>A client for whom an alert would have been false.</summary>
/// <param name="OpenedOn">When it would have opened.</param>
public sealed record FalseAlert(Guid ClientId, string Name, DateOnly OpenedOn);

/// <summary>The false alerts of a back-test, with the names of the clients, the latest first.</summary>
public static class FalseAlerts
{
    /// <summary>The longest list.</summary>
    public const int Most = 200;

    public static Task<IReadOnlyList<FalseAlert>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, long run, CancellationToken ct) =>
        database.AskAsync<FalseAlert>(who, Sql.Of(typeof(FalseAlerts)), new { run, most = Most }, ct);
}
