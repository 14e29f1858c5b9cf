using ClientVitals.Database;

namespace ClientVitals.Notices;

/// <summary>A notice in somebody's bell.</summary>
/// <param name="Id">Of the delivery: what is marked as read.</param>
/// <param name="ReadAt">When it was read; null = not yet.</param>
public sealed record OwnNotice(long Id, string Kind, string Severity, string Sentence, string? Link, DateTimeOffset ToldAt, DateTimeOffset? ReadAt)
{
    /// <summary>Listed at once at most.</summary>
    public const int Most = 100;

    /// <summary>Those of an account, the latest first.</summary>
    /// <param name="before">Only earlier than this one; null = from the latest on.</param>
    public static Task<IReadOnlyList<OwnNotice>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Guid user, long? before, int most, CancellationToken ct) =>
        database.AskAsync<OwnNotice>(who, Sql.Of<OwnNotice>(), new { user, before, most = Math.Clamp(most, 1, Most + 1) }, ct);

    /// <summary>How many an account has not read; counted to 100.</summary>
    public static async Task<int> UnreadAsync(VitalsDatabase database, DatabaseIdentity who, Guid user, CancellationToken ct) =>
        (await database.AskAsync<int>(who, Sql.Of<OwnNotice>("Unread"), new { user }, ct))[0];
}
