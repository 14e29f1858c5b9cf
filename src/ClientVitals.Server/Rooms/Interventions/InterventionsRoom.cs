using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>Whom to contact: today's queue, and every act on it.</summary>
internal static class InterventionsRoom
{
    public static readonly ServerRoom Entry = new("Interventions")
    {
        Api = InterventionRoutes.Map,
        Pages = pages =>
        {
            TodayPages.Map(pages);
            ActPages.Map(pages);
            ItemPages.Map(pages);
        },
        Services = static (services, _) => services.AddScoped<ToContactToday>(),
        Navigation =
        [
            new("Today", "/", "sun", 10, seen => seen.JudgesClients)
            {
                Count = (services, seen, cancel) => services.GetRequiredService<ToContactToday>().OfAsync(seen, cancel),
            },
        ],
    };
}
