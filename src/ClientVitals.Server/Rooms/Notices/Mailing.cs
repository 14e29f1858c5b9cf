using System.Threading.Channels;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Notices;
using ClientVitals.Server.Mail;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>
/// Letters that let people in: each goes through the outbox, and is tried at once by the door that queued it, which has the link in hand. Who asks
/// for a new password is answered before anything is looked up: the answer, and the time it takes, are the same for every address.
/// </summary>
internal sealed partial class Mailing(MailServer server, NoticeSender sender, Links links, VitalsDatabase database, TimeProvider clock, ILogger<Mailing> log) : BackgroundService
{
    /// <summary>Askers who wait; beyond it nobody is written to, and those who need it ask again.</summary>
    private const int Most = 200;

    /// <summary>So long the outbox leaves a letter to the door that queued it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Channel<string> _asked = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Why nothing can be mailed; null = it can.</summary>
    public string? Fault => !server.IsSet ? MailServer.NotSet : links.WhyNotInMail;

    /// <summary>Takes it up for later.</summary>
    /// <param name="address">As it was typed.</param>
    public void AskForReset(string address) => _asked.Writer.TryWrite(address);

    /// <summary>Invites somebody and queues the letter in one unit of work; says what became of the letter.</summary>
    /// <param name="of">Who was invited by what was done.</param>
    public async Task<(TDone Done, MailFate Fate)> InviteAsync<TDone>(HttpContext http, IAct<TDone> act, Func<TDone, UserInvited> of, CancellationToken ct)
    {
        var fault = Fault;
        var (done, delivery) = await http.DoAsync(
            async (work, stop) =>
            {
                var done = await act.RunAsync(work, stop);
                return (done, fault is null ? await new TellAccount(of(done).Id, AccountLetter.Invitation, Grace).RunAsync(work, stop) : (long?)null);
            },
            ct);
        // Who goes away meanwhile changes nothing about the letter.
        return (done, delivery is { } one ? await SendAsync(one, of(done).Link) : new(Sentence.Of(fault!)));
    }

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
            if (Fault is not null)
                return;
            var delivery = 0L;
            var ask = new AskForReset(address)
            {
                Also = async (work, asked, ct) => delivery = await new TellAccount(
                    asked.UserId, asked.Link.Purpose == LinkPurpose.Invitation ? AccountLetter.Invitation : AccountLetter.PasswordReset, Grace).RunAsync(work, ct),
            };
            if (await ask.RunAsync(database, clock.GetUtcNow(), cancel) is { } asked)
                await SendAsync(delivery, asked.Link);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            // Whatever it is, the next one is written to: what this service let through would stop the whole server.
            Broken(log, error);
        }
    }

    private async Task<MailFate> SendAsync(long delivery, LinkMade link)
    {
        try
        {
            var outcome = await sender.SendAsync(delivery, link, CancellationToken.None);
            // Taken by another server: it makes a link of its own.
            return outcome is null or { IsTaken: true } ? new((Sentence?)null) : new(Sentence.Of(outcome.Why!)) { IsForGood = outcome.Result != DeliveryResult.TryAgain };
        }
        catch (Exception error)
        {
            // It is queued, and what was done stays done: the outbox sends it.
            NotNow(log, error, delivery);
            return new(Sentence.Of("the mail could not be sent at once; it is tried again"));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody asked for a new password and it could not be made")]
    private static partial void Broken(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery} could not be sent at once; the outbox tries it again")]
    private static partial void NotNow(ILogger log, Exception error, long delivery);
}
