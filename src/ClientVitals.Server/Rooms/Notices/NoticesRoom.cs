using ClientVitals.Database;
using ClientVitals.Notices;
using ClientVitals.Server.Mail;
using ClientVitals.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>What people are told: the bell, mail, and the channels of the business.</summary>
internal static class NoticesRoom
{
    public static readonly ServerRoom Entry = new("Notices")
    {
        Api = NoticeRoutes.Map,
        Pages = static pages =>
        {
            NoticePages.Map(pages);
            ChannelPages.Map(pages);
        },
        Bell = new("Notices", "/notices", "bell", 0, seen => seen.Who.UserId is not null)
        {
            Count = static (services, seen, ct) => OwnNotice.UnreadAsync(services.GetRequiredService<VitalsDatabase>(), seen.Who.ToIdentity(), seen.Who.UserId!.Value, ct),
        },
        Actions =
        [
            new("Choose what you are told", "/notices/preferences", seen => seen.Who.UserId is not null) { Words = "notices notifications bell mail quiet hours digest mute" },
            new("Set up Slack, Teams or a webhook", "/settings/notices", seen => seen.Who.Manages) { Words = "notices channels notifications mail dead letters test" },
        ],
    };

    /// <param name="through">The mail server to send through; null = no mail is sent.</param>
    /// <param name="allowedHosts">Hosts of a private network to which may be sent.</param>
    public static void Add(IServiceCollection services, SmtpAddress? through, IReadOnlyList<string> allowedHosts)
    {
        services.AddSingleton(given => new MailServer(through, given.GetRequiredService<SecretStore>()));
        services.AddSingleton(new OutboundGuard(allowedHosts));
        services.AddSingleton(new SenderPace());
        services.AddSingleton<WebhookPost>();
        services.AddSingleton<SendNotice>();
        services.AddSingleton<SaveChannel>();
        services.AddSingleton<NoticeSender>();
        services.AddHostedService(static given => given.GetRequiredService<NoticeSender>());
        services.AddSingleton<Mailing>();
        services.AddHostedService(static given => given.GetRequiredService<Mailing>());
    }
}
