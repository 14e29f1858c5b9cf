using System.Net.Sockets;
using System.Text;
using ClientVitals.Settings;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace ClientVitals.Server.Mail;

/// <summary>What became of a letter.</summary>
/// <param name="Why">Why it was not sent, without an address in it; null = it was.</param>
public sealed record MailFate(Sentence? Why)
{
    public bool IsSent => Why is null;

    /// <summary>Refused for good: another attempt would be refused, too.</summary>
    public bool IsForGood { get; init; }

    /// <summary>It was handed over, and no answer came.</summary>
    public bool MayHaveArrived { get; init; }
}

/// <summary>Sends letters, if there is a mail server to send them through.</summary>
/// <param name="At">Where; null = nothing is sent, and it is said.</param>
/// <param name="Secrets">Where its password is kept, as <c>smtp</c>; looked up for each letter, so that a new one holds at once.</param>
public sealed record MailServer(SmtpAddress? At, SecretStore Secrets)
{
    /// <summary>The name of the secret that holds its password.</summary>
    public const string SecretName = "smtp";

    /// <summary>What is said where no mail server is set.</summary>
    public const string NotSet = "no mail server is set (" + SmtpAddress.Variable + ")";

    /// <summary>How long a letter may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    public bool IsSet => At is not null;

    /// <summary>Sends it, or says why not.</summary>
    public async Task<MailFate> SendAsync(Letter letter, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(letter);
        if (At is null)
            return new(Sentence.Of(NotSet));
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(Patience);
        var handing = new Handing();
        try
        {
            await DeliverAsync(letter, At, handing, soon.Token);
            return new((Sentence?)null);
        }
        catch (PlainError error)
        {
            return new(error.Said);
        }
        catch (Exception error) when (error is OperationCanceledException or TimeoutException or IOException or SocketException or ProtocolException && soon.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new((Sentence)$"the mail server did not accept it within {Patience.TotalSeconds:0} seconds") { MayHaveArrived = handing.HasBegun };
        }
        catch (UnauthorizedAccessException)
        {
            return new((Sentence)$"the mail server's password may not be read by this program (secrets/{SecretName} under VITALS_HOME); give the file to the user it runs as");
        }
        catch (Exception error) when (Why(error, At) is { } why)
        {
            // An answer, whatever it says, is not silence.
            return new(why)
            {
                IsForGood = error is SmtpCommandException { ErrorCode: not SmtpErrorCode.UnexpectedStatusCode } refused && (int)refused.StatusCode >= 500 && refused.StatusCode != SmtpStatusCode.AuthenticationRequired,
                MayHaveArrived = handing.HasBegun && (error is IOException or SocketException or SmtpProtocolException),
            };
        }
    }

    /// <summary>Whether the letter itself has begun to go over the line.</summary>
    private sealed class Handing : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }

    private async Task DeliverAsync(Letter letter, SmtpAddress at, Handing handing, CancellationToken cancel)
    {
        using var client = new SmtpClient
        {
            // A moment longer than the letter may take: what ends it is the patience.
            Timeout = (int)Patience.TotalMilliseconds + 1000,
            // As every mail program does by default: a list of revoked certificates that cannot be reached would keep all mail back.
            CheckCertificateRevocation = false,
        };
        var security = at.ImplicitTls ? SecureSocketOptions.SslOnConnect : at.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None;
        try
        {
            await client.ConnectAsync(at.Host, at.Port, security, cancel);
        }
        catch (NotSupportedException missing)
        {
            throw new PlainError(NotSecure, missing);
        }
        if (at.User is not null && !client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
            throw new PlainError($"the mail server does not accept a user and a password; take user@ out of {SmtpAddress.Variable}, or check whether it needs &starttls first");
        if (at.User is not null)
            await client.AuthenticateAsync(Encoding.UTF8, at.User, Secrets.Find(SecretName) ?? throw new PlainError($"the mail server's password is missing ({SecretStore.Variable(SecretName)})"), cancel);
        await client.SendAsync(Written(letter, at.From), cancel, handing);
        try
        {
            await client.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception late) when (late is OperationCanceledException or IOException or SocketException or ProtocolException or CommandException)
        {
            // It was taken: how they part changes nothing about that, and a letter called unsent would be sent again.
        }
    }

    /// <summary>In words of ours: the server's own may quote the address. Null = nothing that a mail server does.</summary>
    private static Sentence? Why(Exception error, SmtpAddress at) => error switch
    {
        SslHandshakeException => Sentence.Of(NotSecure),
        ServiceNotAuthenticatedException or SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired } when at.User is null =>
            (Sentence)$"the mail server requires a user and a password, or a secure connection; add them to {SmtpAddress.Variable} (user@, &starttls)",
        AuthenticationException or SaslException or ServiceNotAuthenticatedException =>
            (Sentence)$"the mail server did not accept user and password; check {SmtpAddress.Variable} and the secret {SecretName}",
        SmtpCommandException refused => (Sentence)$"the mail server refused it ({refused.StatusCode})",
        SocketException or IOException or ProtocolException or TimeoutException => Sentence.Of("the mail server cannot be reached or closed the connection"),
        NotSupportedException or FormatException or ArgumentException or InvalidOperationException => (Sentence)$"the conversation with the mail server failed ({error.GetType().Name})",
        _ => null,
    };

    private const string NotSecure =
        "the connection to the mail server could not be made secure; check whether it offers STARTTLS (or TLS from the beginning: smtps) with a certificate this machine trusts";

    private static MimeMessage Written(Letter letter, MailboxAddress from)
    {
        var body = new MultipartAlternative { Part("plain", letter.Text), Part("html", letter.Html) };
        var message = new MimeMessage([from], [new MailboxAddress(Encoding.UTF8, letter.Name, letter.To)], letter.Subject, body)
        {
            MessageId = letter.Key is { } key ? $"{key:N}@{from.Domain}" : MimeUtils.GenerateMessageId(from.Domain),
        };
        // No answering machine answers it (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static TextPart Part(string kind, string text)
    {
        var part = new TextPart(kind) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }
}
