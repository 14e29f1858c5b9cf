using System.Globalization;
using System.Net;
using System.Text;
using ClientVitals.Access;

namespace ClientVitals.Server.Mail;

/// <summary>A mail: plain text, and the same as simple HTML without pictures or remote content.</summary>
/// <param name="To">The address.</param>
/// <param name="Name">What people call them.</param>
public sealed record Letter(string To, string Name, string Subject, string Text)
{
    /// <summary>Becomes the Message-ID, the same for every attempt: a mail server can tell a repeat by it. Null = a fresh one.</summary>
    public Guid? Key { get; init; }

    /// <summary>The text as HTML: a paragraph for each, an address by itself becomes a link.</summary>
    public string Html
    {
        get
        {
            var html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(WebUtility.HtmlEncode(Subject))
                .Append("</title></head><body style=\"margin:0;padding:24px;background:#f7f7f5;color:#1b1f23;font:16px/1.5 system-ui,sans-serif\"><div style=\"max-width:36em;margin:0 auto;padding:24px;background:#fff;border:1px solid #e4e5e2;border-radius:10px\">");
            foreach (var paragraph in Text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                html.Append("<p>").AppendJoin("<br>", paragraph.Split('\n').Select(Line)).Append("</p>");
            return html.Append("</div></body></html>").ToString();
        }
    }

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

    private static string Line(string line) => line.StartsWith("https://", StringComparison.Ordinal) || line.StartsWith("http://", StringComparison.Ordinal)
        ? $"<a href=\"{WebUtility.HtmlEncode(line)}\">{WebUtility.HtmlEncode(line)}</a>"
        : WebUtility.HtmlEncode(line);

    /// <summary>Without the link.</summary>
    public override string ToString() => $"Letter {{ Subject = {Subject} }}";
}
