using ClientVitals.Database;

namespace ClientVitals.Access;

/// <summary>Who is it that shows this session or this key? One round trip to the database each; null = nobody, and why is not said.</summary>
public static class FindCaller
{
    /// <summary>How often use is written down at most.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    internal sealed record BySession(Guid UserId, Guid SessionId, string Name, AppRole AppRole, Guid? StaffId, string? StaffName, DateTimeOffset EndsAt);

    internal sealed record ByKey(Guid KeyId, Guid? UserId, string Name, AppRole? AppRole, Guid? StaffId, string? StaffName, string[] Scopes, DateTimeOffset? EndsAt);

    /// <summary>The person whose session this is, unless it is over or the account closed.</summary>
    /// <param name="isNoted">Whether its use is written down; not where rights are only looked at again.</param>
    public static async Task<Caller?> BySessionAsync(VitalsDatabase database, string? token, DateTimeOffset now, CancellationToken ct, bool isNoted = true)
    {
        if (Secret.Hash(token) is not { } token_hash)
            return null;
        var about = new { token_hash, now, noted_before = NotedBefore(now, isNoted), idle_since = now - StartSession.LongestIdle };
        return await AskAsync<BySession>(database, nameof(BySession), about, ct) is { } found
            ? Caller.Person(found.UserId, found.SessionId, found.Name, found.AppRole, found.StaffId, found.StaffName) with { EndsAt = found.EndsAt }
            : null;
    }

    /// <summary>The program whose key this is, unless it is revoked or over, or its user's account closed.</summary>
    /// <param name="isNoted">Whether its use is written down.</param>
    public static async Task<Caller?> ByKeyAsync(VitalsDatabase database, string? key, DateTimeOffset now, CancellationToken ct, bool isNoted = true)
    {
        if (key is null || !key.StartsWith(MakeApiKey.Beginning, StringComparison.Ordinal) || Secret.Hash(key) is not { } key_hash)
            return null;
        var about = new { key_hash, now, noted_before = NotedBefore(now, isNoted) };
        if (await AskAsync<ByKey>(database, nameof(ByKey), about, ct) is not { } found)
            return null;
        var scopes = found.Scopes.Select(KeyScopeWords.Read);
        var caller = new Caller(
            found.UserId, found.KeyId, null, found.Name, found.AppRole, found.StaffId, found.StaffName,
            [.. found.AppRole is { } role ? scopes.Intersect(role.Scopes()) : scopes]);
        return caller with { EndsAt = found.EndsAt };
    }

    private static DateTimeOffset NotedBefore(DateTimeOffset now, bool isNoted) => isNoted ? now - Noted : DateTimeOffset.UnixEpoch;

    private static async Task<T?> AskAsync<T>(VitalsDatabase database, string step, object about, CancellationToken ct)
        where T : class =>
        (await database.AskAsync<T>(DatabaseIdentity.Service, Sql.Of(typeof(FindCaller), step), about, ct)) is [var found] ? found : null;
}
