using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;
using ClientVitals.Settings;

namespace ClientVitals.Server.Mail;

/// <summary>What became of a letter.</summary>
/// <param name="Why">Why it was not sent, without an address in it; null = it was.</param>
public sealed record MailFate(string? Why)
{
    public bool IsSent => Why is null;
}

/// <summary>Sends letters, if there is a mail server to send them through.</summary>
/// <param name="At">Where; null = nothing is sent, and it is said.</param>
/// <param name="Secrets">Where its password is kept, as <c>smtp</c>; looked up for each letter, so that a new one holds at once.</param>
public sealed record MailServer(SmtpAddress? At, Secrets Secrets)
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
            return new(NotSet);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(Patience);
        try
        {
            using var client = new SmtpClient(At.Host, At.Port)
            {
                EnableSsl = At.StartTls,
                DeliveryMethod = SmtpDeliveryMethod.Network,
                // A moment longer than we wait: what is given up does not go on connecting behind us.
                Timeout = (int)Patience.TotalMilliseconds + 1000,
            };
            if (At.User is not null)
                client.Credentials = new NetworkCredential(At.User, Secrets.Find(SecretName) ?? throw new PlainError($"the mail server's password is missing ({Secrets.Variable(SecretName)})"));
            using var message = Written(letter, At.From);
            // Waited for from outside too: while it connects or is greeted it does not hear that it is called off.
            await client.SendMailAsync(message, soon.Token).WaitAsync(soon.Token);
            return new((string?)null);
        }
        catch (PlainError error)
        {
            return new(error.Message.TrimEnd('.'));
        }
        catch (Exception error) when ((error is OperationCanceledException or SmtpException or IOException) && soon.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return new($"the mail server did not take it within {Patience.TotalSeconds:0} seconds");
        }
        catch (UnauthorizedAccessException)
        {
            return new($"the mail server's password may not be read by this program (secrets/{SecretName} under VITALS_HOME); give the file to the user it runs as");
        }
        catch (SmtpException error)
        {
            return new(Why(error, At));
        }
        catch (Exception error) when (error is IOException or AuthenticationException or FormatException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            return new($"the mail server could not be spoken with ({error.GetType().Name})");
        }
    }

    /// <summary>In words of ours: its own may quote the address.</summary>
    private static string Why(SmtpException error, SmtpAddress at)
    {
        // Without a cause it is the server that does not offer STARTTLS.
        if (error.StatusCode == SmtpStatusCode.GeneralFailure)
            return at.StartTls && error.InnerException is AuthenticationException or null
                ? "the connection to the mail server could not be made secure; look whether it offers STARTTLS with a certificate this machine trusts"
                : "the mail server cannot be reached or broke off";
        // 530 and 535. The client says neither by its name: it goes on without a login, and is told to come with one.
        return error.StatusCode == SmtpStatusCode.MustIssueStartTlsFirst || (int)error.StatusCode == 535
            ? at.User is null
                ? $"the mail server wants a user and a password, or a secure connection; put them into {SmtpAddress.Variable} (user@, &starttls)"
                : $"the mail server did not accept user and password; look at {SmtpAddress.Variable} and the secret {SecretName}"
            : $"the mail server refused it ({error.StatusCode})";
    }

    private static MailMessage Written(Letter letter, MailAddress from)
    {
        var message = new MailMessage(from, new MailAddress(letter.To, letter.Name, Encoding.UTF8))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", $"<{Guid.NewGuid():N}@{from.Host}>");
        // No answering machine answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
