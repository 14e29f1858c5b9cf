using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>An account that may sign in.</summary>
/// <param name="Staff">The member of staff, by name.</param>
/// <param name="HasPassword">Whether the invitation was accepted.</param>
/// <param name="DisabledAt">Since when it is closed; null = open.</param>
public sealed record UserAccount(
    Guid Id,
    string Email,
    string Name,
    AppRole AppRole,
    Guid? StaffId,
    string? Staff,
    bool HasPassword,
    DateTimeOffset? DisabledAt,
    DateTimeOffset MadeAt,
    DateTimeOffset? LastSignInAt);

/// <summary>Who may sign in, by e-mail. Asked as somebody, it has what they may see: owners and admins all, others themselves.</summary>
public static class Users
{
    /// <summary>The longest list given at once.</summary>
    public const int Most = 1_000;

    /// <param name="after">The e-mail to go on after; null = from the beginning.</param>
    public static async Task<IReadOnlyList<UserAccount>> ReadAsync(NpgsqlConnection db, string? after, int limit, CancellationToken ct) =>
        (await db.QueryAsync<UserAccount>(new CommandDefinition(
            Sql.Of(typeof(Users)), new { after, limit = Math.Clamp(limit, 1, Most) }, cancellationToken: ct))).AsList();
}
