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
public sealed record InviteCoach(string Address, string Staff, string Name) : IAct<InviteCoach.Done>
{
    /// <summary>What came of it.</summary>
    /// <param name="Clients">Clients without a coach whom they were given: those that <see cref="UninvitedCoaches"/> counts.</param>
    /// <param name="Undo">With it <see cref="TakeBackClients"/> takes these back; null = there are none.</param>
    public sealed record Done(UserInvited Invited, int Clients = 0, long? Undo = null);

    /// <exception cref="PlainError">The address is invalid or somebody's already.</exception>
    /// <exception cref="ForbiddenException">The actor may not let anybody in.</exception>
    public async Task<Done> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var isNew = !Guid.TryParse(Staff, out _);
        var invited = await new InviteUser(Address, Name, AppRole.Coach, Staff, MakeStaff: isNew).RunAsync(work, ct);
        if (!isNew)
            return new(invited);
        var coach = (await FoundUser.RequireAsync(work.Connection, invited.Id, ct)).StaffId;
        var clients = await work.Connection.QueryAsync<Guid>(new CommandDefinition(
            Sql.Of<InviteCoach>("Clients"), new { name = Staff.Trim(), clients = UninvitedCoaches.MostClients }, cancellationToken: ct));
        var given = 0;
        foreach (var some in clients.Chunk(ChangeClients.Most))
            given += (await new ChangeClients(some, coach).RunAsync(work, ct)).Changed;
        var first = given == 0 ? null : await work.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            Sql.Of<InviteCoach>("First"), new { coach, now = work.Now }, cancellationToken: ct));
        return new(invited, given, first);
    }
}
