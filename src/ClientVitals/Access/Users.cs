using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Who may sign in, by name. Asked as somebody, it holds what they may see: owners and admins all, others themselves.</summary>
/// <param name="Staff">Who of the staff it is, by name.</param>
/// <param name="HasPassword">Whether the invitation was accepted.</param>
/// <param name="DisabledAt">Since when it is closed; null = open.</param>
public sealed record Users(
    Guid Id,
    string Email,
    string Name,
    AppRole AppRole,
    Guid? StaffId,
    string? Staff,
    bool HasPassword,
    DateTimeOffset? DisabledAt,
    DateTimeOffset MadeAt,
    DateTimeOffset? LastSignInAt)
{
    /// <summary>The longest list given at once.</summary>
    public const int Most = 1_000;

    /// <param name="after">The e-mail to go on after; null = from the beginning.</param>
    public static async Task<IReadOnlyList<Users>> ReadAsync(NpgsqlConnection db, string? after, int limit, CancellationToken ct) =>
        (await db.QueryAsync<Users>(new CommandDefinition(
            Sql.Of<Users>(), new { after, limit = Math.Clamp(limit, 1, Most) }, cancellationToken: ct))).AsList();
}
