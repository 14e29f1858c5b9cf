using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;

namespace ClientVitals;

/// <summary>
/// Invites a coach whom the data name; puts them on the staff where they are not yet, and gives them the clients without a coach whose calls are mostly
/// theirs: without them they would sign in to an empty page.
/// </summary>
/// <param name="Address">The e-mail to sign in with, as a person writes it.</param>
/// <param name="Staff">Who it is: an id of the staff, or the name as the calls have it.</param>
/// <param name="Name">What people call them.</param>
public sealed record InviteCoach(string Address, string Staff, string Name) : IAct<UserInvited>
{
    /// <exception cref="PlainError">The address is invalid or somebody's already.</exception>
    /// <exception cref="ForbiddenException">The actor may not let anybody in.</exception>
    public async Task<UserInvited> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var isNew = !Guid.TryParse(Staff, out _);
        var invited = await new InviteUser(Address, Name, AppRole.Coach, Staff, MakeStaff: isNew).RunAsync(work, ct);
        if (!isNew)
            return invited;
        var user = await FoundUser.RequireAsync(work.Connection, invited.Id, ct);
        var clients = await work.Connection.QueryAsync<Guid>(new CommandDefinition(Sql.Of<InviteCoach>("Clients"), new { name = Staff.Trim() }, cancellationToken: ct));
        foreach (var some in clients.Chunk(ChangeClients.Most))
            await new ChangeClients(some, user.StaffId).RunAsync(work, ct);
        return invited;
    }
}
