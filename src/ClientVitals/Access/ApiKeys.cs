using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Which keys there are, the newest first. Asked as somebody, it holds what they may see: owners and admins all, others their own.</summary>
/// <param name="Kind">service or user.</param>
/// <param name="UserName">user: as whom it acts, where that may be seen.</param>
public sealed record ApiKeys(
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
    DateTimeOffset? LastUsedAt)
{
    /// <summary>The longest list given.</summary>
    public const int Most = 1_000;

    public static async Task<IReadOnlyList<ApiKeys>> ReadAsync(NpgsqlConnection db, bool alsoRevoked, CancellationToken ct) =>
        (await db.QueryAsync<ApiKeys>(new CommandDefinition(Sql.Of<ApiKeys>(), new { also_revoked = alsoRevoked, most = Most }, cancellationToken: ct))).AsList();
}
