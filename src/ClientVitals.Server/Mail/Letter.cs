using System.Globalization;
using ClientVitals.Access;

namespace ClientVitals.Server.Mail;

/// <summary>A mail of plain text.</summary>
/// <param name="To">The address.</param>
/// <param name="Name">What people call them.</param>
public sealed record Letter(string To, string Name, string Subject, string Text)
{
    /// <summary>To somebody who was invited.</summary>
    /// <param name="url">Where the one-time link leads.</param>
    public static Letter Invitation(string to, string name, string url, DateTimeOffset until) => new(to, name, "Your account at Client Vital Suite: set your password", $"""
        Hello {name},

        you have a new account at Client Vital Suite. It shows which clients to contact today, and why.
        To sign in, open this link and set your password:

        {url}

        {Once(until)}

        If you did not expect this mail, ask your manager, or ignore it.
        """.ReplaceLineEndings("\r\n"));

    /// <summary>To somebody who asked for a new password, or for the invitation again.</summary>
    public static Letter Reset(string to, string name, string url, LinkMade link) => link.Purpose == LinkPurpose.Invitation
        ? Invitation(to, name, url, link.ExpiresAt)
        : new(to, name, "Set a new password for Client Vital Suite", $"""
            Hello {name},

            somebody asked for a new password for your account at Client Vital Suite. If it was you, open this link and set it:

            {url}

            {Once(link.ExpiresAt)}

            If it was not you, ignore this mail. Your password has not changed.
            """.ReplaceLineEndings("\r\n"));

    private static string Once(DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"The link works once, until {until.ToUniversalTime():dddd d MMMM, HH:mm} UTC. Do not pass it on: anyone who opens it can sign in as you.");

    /// <summary>Without the link.</summary>
    public override string ToString() => $"Letter {{ Subject = {Subject} }}";
}
