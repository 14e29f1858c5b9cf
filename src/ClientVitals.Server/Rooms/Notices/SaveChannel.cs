using ClientVitals.Notices;
using ClientVitals.Server.Security;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>Saves a channel with its secrets, removes it with them, and tries it; for the page and the API.</summary>
internal sealed class SaveChannel(SecretStore secrets, OutboundGuard guard, NoticeSender sender)
{
    /// <summary>So long the outbox leaves a test to the one who waits for it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <param name="Address">Where to post, or to mail; null = as it was.</param>
    /// <param name="Secret">What a webhook's messages are signed with; null = as it was, a new one is drawn.</param>
    public sealed record Wanted(string Name, ChannelKind Kind, string? Address, NoticeSeverity LeastSeverity, IReadOnlyList<string>? Kinds, string? Secret);

    /// <param name="Secret">The secret that was drawn, shown this once; null = none was.</param>
    public sealed record Saved(bool IsNew, string? Secret);

    public Task<Saved> SaveAsync(HttpContext http, Wanted wanted, CancellationToken ct) => http.DoAsync(
        async (work, stop) =>
        {
            ChangeChannel.CheckName(wanted.Name);
            var there = await NoticeChannel.FindAsync(work.Connection, wanted.Name, stop);
            var given = string.IsNullOrWhiteSpace(wanted.Address) ? null : wanted.Address.Trim();
            var target = wanted.Kind == ChannelKind.Mail ? given : given is null ? null : guard.Read(given).IdnHost;
            var isNew = await new ChangeChannel(
                wanted.Name, wanted.Kind,
                target ?? there?.Target ?? FromEnvironment(wanted) ?? throw new PlainError("Give the address: copy it whole from Slack, Teams or the receiver, from https:// on; of a mailbox, its e-mail."),
                wanted.LeastSeverity, wanted.Kinds).RunAsync(work, stop);
            if (wanted.Kind == ChannelKind.Mail)
                return new Saved(isNew, null);
            if (given is not null)
                Keep(NoticeChannel.AddressSecret(wanted.Name), given);
            return new(isNew, wanted.Kind == ChannelKind.Webhook ? Sign(wanted) : null);
        },
        ct);

    public async Task RemoveAsync(HttpContext http, string name, CancellationToken ct)
    {
        await http.DoAsync(new RemoveChannel(name), ct);
        secrets.Forget(NoticeChannel.AddressSecret(name));
        secrets.Forget(NoticeChannel.SigningSecret(name));
    }

    /// <param name="name">The channel; null = a mail to the person who asks.</param>
    /// <returns>What came of it; null = another server is at it.</returns>
    public async Task<DeliveryOutcome?> TestAsync(HttpContext http, string? name, CancellationToken ct) =>
        await sender.SendAsync(await http.DoAsync(new TestChannel(name, Grace), ct), null, ct);

    private string? FromEnvironment(Wanted wanted) => wanted.Kind != ChannelKind.Mail && secrets.Find(NoticeChannel.AddressSecret(wanted.Name)) is { } kept ? guard.Read(kept).IdnHost : null;

    /// <summary>The secret that was drawn; null = one was given, or is there already.</summary>
    private string? Sign(Wanted wanted)
    {
        var name = NoticeChannel.SigningSecret(wanted.Name);
        if (string.IsNullOrWhiteSpace(wanted.Secret))
        {
            if (secrets.Find(name) is not null)
                return null;
            var drawn = WebhookSignature.NewSecret();
            Keep(name, drawn);
            return drawn;
        }
        var given = wanted.Secret.Trim();
        // Said now, not when the first message fails.
        WebhookSignature.Sign(given, "msg", "0", []);
        Keep(name, given);
        return null;
    }

    private void Keep(string name, string secret)
    {
        if (SecretStore.IsOfEnvironment(name))
            throw new PlainError($"{SecretStore.Variable(name)} is set in this server's environment and comes first; change it there.");
        secrets.Keep(name, secret);
    }
}
