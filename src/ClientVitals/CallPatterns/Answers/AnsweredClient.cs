using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Answers;

/// <summary>Whom an answer to an episode is about.</summary>
public sealed record AnsweredClient(Guid ClientId)
{
    /// <summary>Of one answer; null when the asker sees no such answer.</summary>
    public static async Task<AnsweredClient?> OfAsync(VitalsDatabase database, DatabaseIdentity who, long answer, CancellationToken ct) =>
        (await database.AskAsync<AnsweredClient>(who, Sql.Of<AnsweredClient>(), new { answer }, ct)) is [var found] ? found : null;
}
