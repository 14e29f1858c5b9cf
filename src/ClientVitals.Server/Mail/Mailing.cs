using System.Threading.Channels;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Mail;

/// <summary>
/// Sends the door's letters. Who asks for a new password is answered before anything is looked up: the answer, and the time it
/// takes, are the same for every address.
/// </summary>
internal sealed partial class Mailing(MailServer server, Links links, VitalsDatabase database, TimeProvider clock, ILogger<Mailing> log) : BackgroundService
{
    /// <summary>Askers who wait; beyond it nobody is written to, and those who need it ask again.</summary>
    private const int Most = 200;

    private readonly Channel<string> _asked = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="through">The mail server to send through; null = no mail is sent.</param>
    public static void Add(IServiceCollection services, SmtpAddress? through)
    {
        services.AddSingleton(given => new MailServer(through, given.GetRequiredService<SecretStore>()));
        services.AddSingleton<Mailing>();
        services.AddHostedService(given => given.GetRequiredService<Mailing>());
    }

    /// <summary>Why nothing can be mailed; null = it can.</summary>
    public string? Fault => !server.IsSet ? MailServer.NotSet : links.WhyNotInMail;

    /// <summary>Takes it up for later.</summary>
    /// <param name="address">As it was typed.</param>
    public void AskForReset(string address) => _asked.Writer.TryWrite(address);

    /// <summary>Mails an invitation, and says what became of it.</summary>
    public async Task<MailFate> InviteAsync(UserInvited invited, string name, CancellationToken cancel) => Fault is { } fault
        ? new(Sentence.Of(fault))
        : await SendAsync(Letter.Invitation(invited.Email, name.Trim(), links.InMail(invited.Link), invited.Link.ExpiresAt), cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var address in _asked.Reader.ReadAllAsync(stoppingToken))
                await ResetAsync(address, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The door closes; those who were not answered ask again.
        }
    }

    private async Task ResetAsync(string address, CancellationToken cancel)
    {
        try
        {
            // No link is made that nobody would get: it would end the one before.
            if (Fault is null && await new AskForReset(address).RunAsync(database, clock.GetUtcNow(), cancel) is { } asked)
                await SendAsync(Letter.Reset(asked.Email, asked.Name, links.InMail(asked.Link), asked.Link), cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            // Whatever it is, the next one is written to: what this service let through would stop the whole server.
            Broken(log, error);
        }
    }

    private async Task<MailFate> SendAsync(Letter letter, CancellationToken cancel)
    {
        var fate = await server.SendAsync(letter, cancel);
        Meters.Mail(fate.IsSent);
        if (fate.Why is { } why)
            NotSent(log, why.ToString());
        return fate;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail was not sent: {Why}")]
    private static partial void NotSent(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody asked for a new password and it could not be made")]
    private static partial void Broken(ILogger log, Exception error);
}
