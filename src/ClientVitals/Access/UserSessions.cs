using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Where an account is signed in.</summary>
public sealed record UserSession(Guid Id, Guid UserId, string? Browser, DateTimeOffset MadeAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt);

/// <summary>The sessions of an account that are not over, the latest first.</summary>
public static class UserSessions
{
    /// <summary>The longest list given.</summary>
    public const int Most = 200;

    /// <param name="user">Whose; null = of everybody.</param>
    public static async Task<IReadOnlyList<UserSession>> ReadAsync(NpgsqlConnection db, Guid? user, DateTimeOffset now, CancellationToken ct) =>
        (await db.QueryAsync<UserSession>(new CommandDefinition(
            Sql.Of(typeof(UserSessions)), new { user, now, idle_since = now - StartSession.LongestIdle, most = Most }, cancellationToken: ct))).AsList();
}
