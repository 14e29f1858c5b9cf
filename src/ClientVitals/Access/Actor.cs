namespace ClientVitals.Access;

/// <summary>Who changes something: for the record, and for what they may.</summary>
/// <param name="Who">As the record keeps it: <c>user:id</c>, <c>key:id</c>, <c>command line:login</c>, <c>nobody</c>.</param>
/// <param name="Role">By which right; null = a key, which lets nobody in and makes no key.</param>
/// <param name="UserId">Which account, if one.</param>
public sealed record Actor(string Who, AppRole? Role, Guid? UserId)
{
    /// <summary>Somebody who is not known: a failed sign-in.</summary>
    public static readonly Actor Nobody = new("nobody", null, null);

    /// <summary>Whoever may use the command line reaches the database itself: as the owner.</summary>
    /// <param name="login">The operating system's name for them.</param>
    public static Actor CommandLine(string login) => new($"command line:{login.Replace('@', ' ')}", AppRole.Owner, null);

    /// <exception cref="NotAllowed">Neither an owner nor an admin; or only an admin, where an owner is concerned.</exception>
    internal void MustManage(params ReadOnlySpan<AppRole> concerned)
    {
        if (Role is not { } role || !role.Manages())
            throw new NotAllowed("Only an owner or an admin may do this, signed in as themselves.");
        if (role != AppRole.Owner && concerned.Contains(AppRole.Owner))
            throw new NotAllowed("Only an owner may do this, because an owner's account is concerned.");
    }
}
