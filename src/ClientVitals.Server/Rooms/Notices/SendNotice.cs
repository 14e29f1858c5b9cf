using System.Globalization;
using System.Net;
using System.Text;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Notices;
using ClientVitals.Server.Mail;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>Sends claimed deliveries by their way: a digest as one mail, every other by itself.</summary>
internal sealed class SendNotice(MailServer mail, WebhookPost post, OutboundGuard guard, SecretStore secrets, Links links, VitalsDatabase database, TimeProvider clock)
{
    /// <summary>What this server can send.</summary>
    public IReadOnlyList<string> Ways => mail.IsSet ? ["mail", "slack", "teams", "webhook"] : ["slack", "teams", "webhook"];

    /// <param name="inHand">A link that was just made for this very letter; null = one is made.</param>
    public async Task<DeliveryOutcome> RunAsync(IReadOnlyList<ClaimedDelivery> claimed, LinkMade? inHand, CancellationToken ct)
    {
        try
        {
            return claimed[0].Way == "mail" ? await MailAsync(claimed, inHand, ct) : await PostAsync(claimed[0], ct);
        }
        catch (PlainError wrong)
        {
            // Something on this machine that a person can put right: a secret that is missing or readable by others.
            return new(DeliveryResult.TryAgain, wrong.Message);
        }
    }

    private async Task<DeliveryOutcome> MailAsync(IReadOnlyList<ClaimedDelivery> claimed, LinkMade? inHand, CancellationToken ct)
    {
        var first = claimed[0];
        if (first.Email is null)
            return new(DeliveryResult.Refused, "the account is deactivated");
        Letter letter;
        if (TellAccount.LetterOf(first.Kind) is { } account)
        {
            if (links.WhyNotInMail is { } missing)
                throw new PlainError(missing);
            var link = inHand ?? await database.DoAsync(new LinkForLetter(first.UserId!.Value, account), Principal.Program, clock.GetUtcNow(), ct);
            if (link is null)
                return new(DeliveryResult.Refused, "the account is deactivated, or the invitation was accepted already");
            letter = account == AccountLetter.Invitation
                ? Letter.Invitation(first.Email, first.Name!, links.InMail(link), link.ExpiresAt)
                : Letter.Reset(first.Email, first.Name!, links.InMail(link), link);
        }
        else
        {
            letter = new(first.Email, first.Name ?? first.Email, Subject(claimed), Text(claimed));
        }
        if (!await HandOverAsync(claimed, ct))
            return new(DeliveryResult.TryAgain, "another server has taken it over");
        var fate = await mail.SendAsync(letter with { Key = first.MessageKey }, CancellationToken.None);
        return fate switch
        {
            { IsSent: true } => new(DeliveryResult.Delivered, null, "the mail server took it"),
            { MayHaveArrived: true } => new(DeliveryResult.Unknown, fate.Why!.ToString()),
            { IsForGood: true } => new(DeliveryResult.Refused, fate.Why!.ToString()),
            _ => new(DeliveryResult.TryAgain, fate.Why!.ToString()),
        };
    }

    private async Task<DeliveryOutcome> PostAsync(ClaimedDelivery claimed, CancellationToken ct)
    {
        var name = claimed.ChannelName!;
        var secret = NoticeChannel.AddressSecret(name);
        var to = guard.Read(secrets.Find(secret) ?? throw new PlainError($"the channel's address is not on this server ({SecretStore.Variable(secret)})"));
        var page = claimed.Link is null ? null : links.PageInMail(claimed.Link);
        (byte[] Body, (string, string)[] Headers, Func<HttpStatusCode, string, DeliveryResult> Taken) = claimed.Way switch
        {
            // Slack answers "ok" once the message is in the channel.
            "slack" => (ChannelMessage.Slack(claimed, page), [], static (_, text) => text.Trim() == "ok" ? DeliveryResult.Delivered : DeliveryResult.Accepted),
            // A workflow answers before it runs: whether it posts anything, nobody tells us.
            "teams" => (ChannelMessage.Teams(claimed, page), [], static (_, _) => DeliveryResult.Accepted),
            _ => Signed(claimed, page, name),
        };
        return await HandOverAsync([claimed], ct)
            ? await post.SendAsync(to, Body, Headers, Taken)
            : new(DeliveryResult.TryAgain, "another server has taken it over");
    }

    private (byte[], (string, string)[], Func<HttpStatusCode, string, DeliveryResult>) Signed(ClaimedDelivery claimed, string? page, string name)
    {
        var secret = NoticeChannel.SigningSecret(name);
        var signing = secrets.Find(secret) ?? throw new PlainError($"the channel's signing secret is not on this server ({SecretStore.Variable(secret)})");
        var body = ChannelMessage.Webhook(claimed, page);
        var (id, timestamp) = ($"msg_{claimed.MessageKey:N}", clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return (
            body,
            [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", WebhookSignature.Sign(signing, id, timestamp, body))],
            static (_, _) => DeliveryResult.Delivered);
    }

    private Task<bool> HandOverAsync(IReadOnlyList<ClaimedDelivery> claimed, CancellationToken ct) =>
        database.DoAsync(new HandOver(claimed), Principal.Program, clock.GetUtcNow(), ct);

    private static string Subject(IReadOnlyList<ClaimedDelivery> claimed)
    {
        const int Longest = 120;
        if (claimed.Count > 1)
            return FormattableString.Invariant($"{claimed.Count} notices from Client Vital Suite");
        var line = claimed[0].Sentence.ReplaceLineEndings(" ");
        if (line.Length <= Longest)
            return line;
        var end = line.LastIndexOf(' ', Longest);
        return line[..(end > 0 ? end : Longest)] + " …";
    }

    private string Text(IReadOnlyList<ClaimedDelivery> claimed)
    {
        var text = new StringBuilder();
        foreach (var notice in claimed)
        {
            text.Append(notice.Sentence).Append("\n\n");
            if (notice.Link is not null && links.PageInMail(notice.Link) is { } page)
                text.Append(page).Append("\n\n");
        }
        text.Append("You choose what is mailed to you, and when, on the page Notices of Client Vital Suite.");
        return text.ToString().ReplaceLineEndings("\r\n");
    }
}
