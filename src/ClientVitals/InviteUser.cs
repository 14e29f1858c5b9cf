using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;

namespace ClientVitals;

/// <summary>
/// Makes an account without a password, and the link by which its owner sets one; where asked, puts them on the staff first. Crosses rooms:
/// accounts are Access's, the staff is People's.
/// </summary>
/// <param name="Address">The e-mail to sign in with, as a person writes it.</param>
/// <param name="Name">What people call them.</param>
/// <param name="Role">What they are.</param>
/// <param name="Staff">Who of the staff they are, by name or id; a coach always is somebody.</param>
/// <param name="MakeStaff">Put <paramref name="Staff"/> on the staff when nobody of that name is.</param>
public sealed record InviteUser(string Address, string Name, AppRole Role, string? Staff = null, bool MakeStaff = false) : IAct<UserInvited>
{
    /// <exception cref="PlainError">The address is invalid or somebody's already; a coach without staff.</exception>
    /// <exception cref="ForbiddenException">The actor may not let anybody in, or no owner.</exception>
    public async Task<UserInvited> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        work.Actor().MustManage(Role);
        if (MakeStaff && GivenName.Of(Staff) is { } name && !Guid.TryParse(name, out _))
            await StaffMember.JoinAsync(work, name, Role.Word(), ct);
        return await new MakeUser(Address, Name, Role, Staff).RunAsync(work, ct);
    }
}
