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
    public static Letter Invitation(string to, string name, string url, DateTimeOffset until) => new(to, name, "Your account at Client Vital Suite", $"""
        Hello {name},

        you have a new account at Client Vital Suite. Choose your password here:

        {url}

        {Once(until)}

        If you do not know what this is about, ask your manager, or ignore this mail.
        """.ReplaceLineEndings("\r\n"));

    /// <summary>To somebody who asked for a new password, or for the invitation again.</summary>
    public static Letter Reset(string to, string name, string url, LinkMade link) => link.Purpose == LinkPurpose.Invitation
        ? Invitation(to, name, url, link.ExpiresAt)
        : new(to, name, "A new password for Client Vital Suite", $"""
            Hello {name},

            somebody, most likely you, asked for a new password at Client Vital Suite. Choose it here:

            {url}

            {Once(link.ExpiresAt)}

            If it was not you, ignore this mail: your password stays as it is.
            """.ReplaceLineEndings("\r\n"));

    private static string Once(DateTimeOffset until) => string.Create(
        CultureInfo.InvariantCulture,
        $"The link works once, until {until.ToUniversalTime():dddd d MMMM, HH:mm} UTC. Anyone who has it can sign in as you, so keep it to yourself.");

    /// <summary>Without the link.</summary>
    public override string ToString() => $"Letter {{ Subject = {Subject} }}";
}
