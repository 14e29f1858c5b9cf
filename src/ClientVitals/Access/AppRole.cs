namespace ClientVitals.Access;

/// <summary>What somebody is in the business; the policies of the database know the same words.</summary>
public enum AppRole
{
    /// <summary>May do everything; one there must always be.</summary>
    Owner,
    /// <summary>May do everything but what concerns owners and the program's own keys.</summary>
    Admin,
    /// <summary>Sees their own book.</summary>
    Coach,
    /// <summary>Sees everybody's names, addresses and calls, and no judgement.</summary>
    Setter,
    /// <summary>As a setter.</summary>
    Closer,
}

/// <summary>Its word in tables and claims, and what comes with it.</summary>
public static class AppRoleWords
{
    private static readonly KeyScope[] Everyday = [KeyScope.Read, KeyScope.CallsWrite, KeyScope.PeopleWrite];

    public static string Word(this AppRole role) => role.ToString().ToLowerInvariant();

    /// <summary>Whether the role manages the business: settings, jobs, people who come in.</summary>
    public static bool Manages(this AppRole role) => role is AppRole.Owner or AppRole.Admin;

    /// <summary>What somebody of the role may do; which rows, the database says.</summary>
    public static IReadOnlyList<KeyScope> Scopes(this AppRole role) => role.Manages() ? KeyScopeWords.All : Everyday;
}
