using System.Net;
using MimeKit;

namespace ClientVitals.Server.Mail;

/// <summary>
/// The mail server to send through: <c>VITALS_SMTP_URL</c>, as <c>smtp://user@host:587?from=vitals@example.com&amp;starttls</c>, or
/// <c>smtps://user@host:465?from=vitals@example.com</c> for a server that speaks TLS from the beginning.
/// </summary>
/// <param name="User">Whom it knows us as; null = it asks for nobody. The password is the secret <c>smtp</c>, and nowhere else.</param>
/// <param name="From">Who the mails are from.</param>
/// <param name="StartTls">Change to TLS after the greeting, or do not send at all.</param>
/// <param name="ImplicitTls">TLS from the first byte.</param>
public sealed record SmtpAddress(string Host, int Port, string? User, MailboxAddress From, bool StartTls, bool ImplicitTls = false)
{
    /// <summary>The environment variable.</summary>
    public const string Variable = "VITALS_SMTP_URL";

    private const string Example = "write it as smtp://user@mail.example.com:587?from=vitals@example.com&starttls";

    private static readonly ParserOptions Strict = new() { AllowAddressesWithoutDomain = false };

    /// <summary>What the environment says; null = no mail is sent.</summary>
    /// <exception cref="PlainError">It says something else than an address.</exception>
    public static SmtpAddress? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { } said && !string.IsNullOrWhiteSpace(said) ? Read(said.Trim()) : null;

    /// <exception cref="PlainError">It is not an address of a mail server, holds a password, or would send one in the clear.</exception>
    public static SmtpAddress Read(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0 || uri.AbsolutePath is not ("" or "/"))
            throw new PlainError($"{Variable} is not the address of a mail server; {Example}.");
        // Never quoted: what follows the colon is a password.
        if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
            throw new PlainError($"{Variable} contains a password; remove it and store it as the secret smtp (VITALS_SECRET_SMTP, or the file secrets/smtp under VITALS_HOME).");
        var user = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : null;
        string? from = null;
        var startTls = false;
        var implicitTls = uri.Scheme == "smtps";
        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (part, "");
            if (name == "from")
                from = value;
            else if (name == "starttls" && value is "" or "true")
                startTls = true;
            else
                throw new PlainError($"{Variable} has {name}, which is not known; {Example}.");
        }
        if (startTls && implicitTls)
            throw new PlainError($"{Variable} asks for TLS from the beginning (smtps) and for starttls; use one of the two, as your mail server says.");
        if (!MailboxAddress.TryParse(Strict, from ?? user, out var sender))
            throw new PlainError($"{Variable} does not say who the mails are from; {Example}.");
        if (user is not null && !startTls && !implicitTls && !IsHere(uri.Host))
            throw new PlainError($"{Variable} would send the password in the clear; add &starttls, or write smtps://.");
        return new(uri.Host, uri.Port > 0 ? uri.Port : implicitTls ? 465 : startTls ? 587 : 25, user, sender, startTls, implicitTls);
    }

    private static bool IsHere(string host) => host == "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
