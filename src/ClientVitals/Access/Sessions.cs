using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Where an account is signed in, the latest first: sessions that are not over.</summary>
public sealed record Sessions(Guid Id, Guid UserId, string? Browser, DateTimeOffset MadeAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The longest list given.</summary>
    public const int Most = 200;

    /// <param name="user">Whose; null = of everybody.</param>
    public static async Task<IReadOnlyList<Sessions>> ReadAsync(NpgsqlConnection db, Guid? user, DateTimeOffset now, CancellationToken ct) =>
        (await db.QueryAsync<Sessions>(new CommandDefinition(
            Sql.Of<Sessions>(), new { user, now, idle_since = now - StartSession.LongestIdle, most = Most }, cancellationToken: ct))).AsList();
}
