using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Who was invited, and the link to send.</summary>
public sealed record UserInvited(Guid Id, string Email, LinkMade Link);

/// <summary>Makes an account without a password, and the link by which its owner sets one.</summary>
/// <param name="Address">The e-mail to sign in with, as a person writes it.</param>
/// <param name="Name">What people call them.</param>
/// <param name="Role">What they are.</param>
/// <param name="Staff">Who of the staff they are, by name or id; a coach always is somebody.</param>
public sealed record MakeUser(string Address, string Name, AppRole Role, string? Staff = null) : IAct<UserInvited>
{
    /// <exception cref="PlainError">It is not an address, or it is taken; a coach without staff.</exception>
    /// <exception cref="ForbiddenException">The actor may not let anybody in, or no owner.</exception>
    public async Task<UserInvited> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var by = work.Actor();
        by.MustManage(Role);
        var email = Email.Require(Address);
        var name = GivenName.Of(Name) ?? throw new PlainError("Give a name of 1 to 200 characters.");
        var db = work.Connection;
        await AccessLock.TakeAsync(db, ct);
        if (await SignIn.AccountAsync(db, email, ct) is not null)
            throw new PlainError($"{email} has an account already; vitals users link makes a new link for it.");
        var staff = await StaffOfAsync(db, Staff, Role, ct);
        var id = await db.ExecuteScalarAsync<Guid>(new CommandDefinition(
            Sql.Of<MakeUser>("Make"), new { email, name, role = Role.Word(), staff, now = work.Now, who = by.Who }, cancellationToken: ct));
        await new Audit(AuditAction.UserInvited, Audit.User(id), new Dictionary<string, string> { ["role"] = Role.Word() }).RunAsync(work, ct);
        var link = await MakeLink.WriteAsync(work, LinkPurpose.Invitation, id, ct);
        return new(id, email, link);
    }

    /// <summary>Who of the staff is meant; null = nobody, which a coach cannot be.</summary>
    internal static async Task<Guid?> StaffOfAsync(NpgsqlConnection db, string? staff, AppRole role, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(staff))
        {
            return role == AppRole.Coach
                ? throw new PlainError("A coach sees only their own book, so say whose it is: name the member of staff.")
                : null;
        }
        var name = GivenName.Of(staff) ?? throw new PlainError("The staff name has more than 200 characters; shorten it.");
        var about = new { name, id = Guid.TryParse(name, out var id) ? id : (Guid?)null };
        var found = await db.ExecuteScalarAsync<Guid?>(new CommandDefinition(Sql.Of<MakeUser>("Staff"), about, cancellationToken: ct));
        return found ?? throw new PlainError($"Nobody on the staff is called {name}; write the name as it is on the calls and clients, or say that they are new.");
    }
}
