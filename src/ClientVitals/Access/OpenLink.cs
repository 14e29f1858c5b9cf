using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>
/// What a link is for, without using it: mail programs open links before people do. Only <see cref="UseLink"/> uses it up.
/// </summary>
/// <param name="Email">Whom it lets in; null = the first owner.</param>
/// <param name="Name">What they are called.</param>
public sealed record OpenLink(LinkPurpose Purpose, string? Email, string? Name, DateTimeOffset ExpiresAt)
{
    /// <summary>Null when it is used, over, replaced by a newer one, or none of ours.</summary>
    public static async Task<OpenLink?> OfAsync(NpgsqlConnection db, string? token, DateTimeOffset now, CancellationToken ct) =>
        Secret.Hash(token) is { } token_hash
            ? await db.QuerySingleOrDefaultAsync<OpenLink?>(new CommandDefinition(Sql.Of<OpenLink>(), new { token_hash, now }, cancellationToken: ct))
            : null;
}
