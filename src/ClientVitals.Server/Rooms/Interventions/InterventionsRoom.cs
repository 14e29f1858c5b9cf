using ClientVitals.Database;
using ClientVitals.Interventions;
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
        },
        Navigation =
        [
            new("Today", "/", "sun", 10, seen => seen.JudgesClients)
            {
                Count = async (services, seen, cancel) =>
                    (await QueueCounts.ReadAsync(services.GetRequiredService<VitalsDatabase>(), seen.Who.ToIdentity(), seen.Today, seen.Today, cancel)).ToContact,
            },
        ],
    };
}
