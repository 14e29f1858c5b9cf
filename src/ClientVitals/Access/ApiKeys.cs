using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>A key of a program, as the list shows it; the key itself is not stored.</summary>
/// <param name="Kind">service or user.</param>
/// <param name="UserName">user: the account it acts as, where that may be seen.</param>
public sealed record ApiKey(
    Guid Id,
    string Prefix,
    string Name,
    string Kind,
    Guid? UserId,
    string? UserName,
    string[] Scopes,
    DateTimeOffset MadeAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt);

/// <summary>Which keys there are, the newest first. Asked as somebody, it has what they may see: owners and admins all, others their own.</summary>
public static class ApiKeys
{
    /// <summary>The longest list given.</summary>
    public const int Most = 1_000;

    public static async Task<IReadOnlyList<ApiKey>> ReadAsync(NpgsqlConnection db, bool alsoRevoked, CancellationToken ct) =>
        (await db.QueryAsync<ApiKey>(new CommandDefinition(Sql.Of(typeof(ApiKeys)), new { also_revoked = alsoRevoked, most = Most }, cancellationToken: ct))).AsList();
}
