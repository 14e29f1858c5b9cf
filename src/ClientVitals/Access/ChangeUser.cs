using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>
/// Changes an account; what is not given stays. A new role, and closing it, end its sessions; closing also its links, and its keys open
/// nothing while it is closed.
/// </summary>
/// <param name="UserId">Whose.</param>
/// <param name="Role">What they are from now on.</param>
/// <param name="Staff">Who of the staff they are, by name or id.</param>
/// <param name="IsDisabled">Closed or open.</param>
public sealed record ChangeUser(Guid UserId, AppRole? Role = null, string? Staff = null, bool? IsDisabled = null) : IAct<bool>
{
    /// <summary>Whether anything changed.</summary>
    /// <exception cref="PlainError">It is the last owner; a coach without staff; there is no such account.</exception>
    /// <exception cref="ForbiddenException">The actor does not manage the account.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var by = work.Actor();
        var db = work.Connection;
        await AccessLock.TakeAsync(db, ct);
        var user = await FoundUser.RequireAsync(db, UserId, ct);
        var role = Role ?? user.AppRole;
        by.MustManage(user.AppRole, role);
        var staff = Staff is null && user.StaffId is not null ? user.StaffId : await MakeUser.StaffOfAsync(db, Staff, role, ct);
        var closed = IsDisabled ?? user.IsDisabled;
        if ((role, staff, closed) == (user.AppRole, user.StaffId, user.IsDisabled))
            return false;
        var wasOwner = user is { AppRole: AppRole.Owner, IsDisabled: false };
        if (wasOwner && (role != AppRole.Owner || closed) && !await AnotherOwnerAsync(db, ct))
            throw new PlainError("This is the last owner who can sign in; make another owner first, so that somebody can invite people.");
        var ends = role != user.AppRole || (closed && !user.IsDisabled);
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<ChangeUser>("Write"), new { id = UserId, role = role.Word(), staff, closed, ends, now = work.Now }, cancellationToken: ct));
        if (ends)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<ChangeUser>("End"), new { id = UserId, closed, now = work.Now }, cancellationToken: ct));
        await RecordAsync(work, user, role, staff, closed, ct);
        return true;
    }

    private Task<bool> AnotherOwnerAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<ChangeUser>("AnotherOwner"), new { id = UserId }, cancellationToken: ct));

    private static async Task RecordAsync(
        UnitOfWork work, FoundUser user, AppRole role, Guid? staff, bool closed, CancellationToken ct)
    {
        var subject = Audit.User(user.Id);
        if (closed != user.IsDisabled)
            await new Audit(closed ? AuditAction.UserDisabled : AuditAction.UserEnabled, subject).RunAsync(work, ct);
        var details = new Dictionary<string, string>();
        if (role != user.AppRole)
            (details["role"], details["role_before"]) = (role.Word(), user.AppRole.Word());
        if (staff != user.StaffId)
            details["staff"] = $"{staff}";
        if (details.Count > 0)
            await new Audit(AuditAction.UserChanged, subject, details).RunAsync(work, ct);
    }
}
