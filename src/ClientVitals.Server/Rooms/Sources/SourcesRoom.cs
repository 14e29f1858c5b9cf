using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What arrives: files, webhooks, and the sources they come from.</summary>
internal static class SourcesRoom
{
    public static readonly ServerRoom Entry = new("Sources")
    {
        Pages = pages =>
        {
            DataPages.Map(pages);
            DeliveryPages.Map(pages);
            SourcePages.Map(pages);
        },
        Other = WebhookRoutes.Map,
        Services = static (services, home) => services
            .AddSingleton<RunningImports>()
            .AddSingleton<RunningPreviews>()
            .AddSingleton<RunningRereads>()
            .AddSingleton(new Uploads(home))
            .AddHostedService<PurgeUploads>(),
        Navigation = [new("Data", "/data", "circle-stack", 50, seen => seen.Manages) { Group = "Admin" }],
        Actions =
        [
            new("Import a file of calls", "/data#send", seen => seen.Manages) { Words = "upload csv excel" },
            new("Connect a telephone system", "/settings/sources", seen => seen.Manages) { Words = "webhook integration aircall twilio hubspot" },
        ],
    };
}
