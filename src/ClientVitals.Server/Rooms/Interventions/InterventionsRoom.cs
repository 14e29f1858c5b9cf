using ClientVitals.Server.Functions;
using ClientVitals.Server.Rooms.Interventions.Playbooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>Whom to contact: today's queue, and every act on it.</summary>
internal static class InterventionsRoom
{
    public static readonly ServerRoom Entry = new("Interventions")
    {
        Api = api =>
        {
            InterventionRoutes.Map(api);
            PlaybookRoutes.Map(api);
        },
        Functions = new Dictionary<string, EarlierFunction> { [InterventionRecommender.Name] = InterventionRecommender.CallAsync },
        Pages = pages =>
        {
            TodayPages.Map(pages);
            ActPages.Map(pages);
            ItemPages.Map(pages);
            PlaybookPages.Map(pages);
            EffectPages.Map(pages);
        },
        Services = static (services, _) => services.AddScoped<ToContactToday>(),
        Navigation =
        [
            new("Today", "/", "sun", 10, seen => seen.JudgesClients)
            {
                Count = (services, seen, cancel) => services.GetRequiredService<ToContactToday>().OfAsync(seen, cancel),
            },
            new("Did it help?", EffectPages.Address, "scale", 56, seen => seen.Manages) { Group = "Insights" },
        ],
        Actions = [new("Change a playbook", PlaybookPages.Address, seen => seen.Manages) { Words = "intervention template hold out cool down message" }],
    };
}
