using ClientVitals.Database;

namespace ClientVitals.Access;

/// <summary>Who changes something: for the record, and for what they may.</summary>
/// <param name="Who">As the record keeps it: <c>user:id</c>, <c>key:id</c>, <c>command line:login</c>, <c>nobody</c>.</param>
/// <param name="Name">What people call them.</param>
/// <param name="Role">By which right they manage people and keys; null = a key, which does neither.</param>
/// <param name="UserId">Which account, if one.</param>
/// <param name="Identity">What they see of the database.</param>
public sealed record Actor(string Who, string Name, AppRole? Role, Guid? UserId, DatabaseIdentity Identity) : Principal(Who, Name, Identity)
{
    /// <summary>Somebody who is not known: a failed sign-in.</summary>
    public static readonly Actor Nobody = new("nobody", "nobody", null, null, DatabaseIdentity.Anonymous);

    /// <summary>The role in which they work, by session or by key; null = a program.</summary>
    public AppRole? WorksAs { get; init; }

    /// <summary>Whether they work in a book of their own and in no other.</summary>
    public bool HasOwnBook => WorksAs == AppRole.Coach;

    /// <summary>Whether what they do is bounded by nobody's book and authorship: an owner, an admin, a program.</summary>
    public bool WorksOnAll => WorksAs is null or AppRole.Owner or AppRole.Admin;

    /// <summary>Whose book it is, by the coach's name; null = the account is not joined to anybody of the staff, and the book is empty.</summary>
    public string? OwnBook { get; init; }

    /// <summary>Anyone who may use the command line reaches the database itself: as the owner.</summary>
    /// <param name="login">The operating system's name for them.</param>
    public static Actor CommandLine(string login) => new($"command line:{login.Replace('@', ' ')}", login, AppRole.Owner, null, DatabaseIdentity.Service);

    /// <exception cref="ForbiddenException">Neither an owner nor an admin; or only an admin, where an owner is concerned.</exception>
    internal void MustManage(params ReadOnlySpan<AppRole> concerned)
    {
        if (Role is not { } role || !role.Manages())
            throw new ForbiddenException("Only an owner or an admin may do this, signed in as themselves.");
        if (role != AppRole.Owner && concerned.Contains(AppRole.Owner))
            throw new ForbiddenException("Only an owner may do this, because an owner's account is concerned.");
    }

    /// <summary>The coach's name under which their clients stand.</summary>
    /// <exception cref="ForbiddenException">The account is not joined to anybody of the staff.</exception>
    public string RequireOwnBook() =>
        OwnBook ?? throw new ForbiddenException("Your account is not linked to a coach yet; ask an owner or admin to link it.");
}

/// <summary>Who acts in a unit of work, as this room knows them.</summary>
public static class ActorOfWork
{
    /// <summary>Who acts; the program itself has no role, manages nothing and has no book of its own.</summary>
    public static Actor Actor(this UnitOfWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.By as Actor ?? new(work.By.Who, work.By.Name, null, null, work.By.Identity);
    }
}
