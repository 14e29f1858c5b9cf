using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Whose account is this? By id or e-mail.</summary>
public sealed record FoundUser(
    Guid Id, string Email, string Name, AppRole AppRole, Guid? StaffId, bool HasPassword, bool IsDisabled)
{
    /// <exception cref="PlainError">There is no such account.</exception>
    public static async Task<FoundUser> RequireAsync(NpgsqlConnection db, Guid id, CancellationToken ct) =>
        await ByAsync(db, id, null, ct) ?? throw new PlainError($"There is no account {id}.");

    /// <param name="who">The e-mail, as a person writes it, or the id.</param>
    /// <exception cref="PlainError">There is no such account, or it is neither.</exception>
    public static async Task<FoundUser> RequireAsync(NpgsqlConnection db, string who, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(who);
        return Guid.TryParse(who, out var id)
            ? await RequireAsync(db, id, ct)
            : await ByAsync(db, null, Settings.Email.Require(who), ct) ?? throw new PlainError($"There is no account {who.Trim()}; vitals users list shows the accounts.");
    }

    private static Task<FoundUser?> ByAsync(NpgsqlConnection db, Guid? id, string? email, CancellationToken ct) =>
        db.QuerySingleOrDefaultAsync<FoundUser?>(new CommandDefinition(Sql.Of<FoundUser>(), new { id, email }, cancellationToken: ct));
}
