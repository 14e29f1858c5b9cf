namespace ClientVitals.Access;

/// <summary>What a one-time link is for.</summary>
public enum LinkPurpose
{
    /// <summary>Makes the first account, an owner's; only while there is none.</summary>
    FirstOwner,
    /// <summary>Sets the first password of an account.</summary>
    Invitation,
    /// <summary>Sets another password.</summary>
    PasswordReset,
    /// <summary>Signs in, once, without a password.</summary>
    SignIn,
}

/// <summary>Their words in the tables, and how long they last.</summary>
public static class LinkPurposeWords
{
    public static string Word(this LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.FirstOwner => "first_owner",
        LinkPurpose.Invitation => "invitation",
        LinkPurpose.PasswordReset => "password_reset",
        _ => "sign_in",
    };

    /// <summary>
    /// From its making to its end: as long as the errand takes. The first owner finds it on the screen, an invitation waits in a
    /// mailbox over a weekend, those who asked for the others are waiting.
    /// </summary>
    public static TimeSpan Lasts(this LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.FirstOwner => TimeSpan.FromHours(24),
        LinkPurpose.Invitation => TimeSpan.FromDays(7),
        LinkPurpose.PasswordReset => TimeSpan.FromHours(1),
        _ => TimeSpan.FromMinutes(15),
    };
}
