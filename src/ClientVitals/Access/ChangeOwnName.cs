using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>Changes what people call the person who asks. For people; a key has no name of its own to change.</summary>
public sealed record ChangeOwnName(string Name) : IAct<bool>
{
    /// <summary>Whether it is another name now.</summary>
    /// <exception cref="PlainError">The name is empty or too long.</exception>
    /// <exception cref="ForbiddenException">No person asks.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var by = work.Actor();
        if (by.Role is null || by.UserId is not { } user)
            throw new ForbiddenException("Only a person who is signed in can change their own name.");
        var name = GivenName.Of(Name) ?? throw new PlainError("Give a name of 1 to 200 characters.");
        var changed = await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<ChangeOwnName>(), new { id = user, name }, cancellationToken: ct)) > 0;
        if (changed)
            await new Audit(AuditAction.UserChanged, Audit.User(user), new Dictionary<string, string> { ["name"] = name }).RunAsync(work, ct);
        return changed;
    }
}
