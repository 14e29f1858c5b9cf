using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.Start;

/// <summary>The first hour of a business: what to do first, and the analysis and the scoring that begin by themselves.</summary>
internal static class StartRoom
{
    public static readonly ServerRoom Entry = new("Start")
    {
        Pages = StartPages.Map,
        Services = static (services, _) => services.AddSingleton<FirstAnalysis>().AddSingleton<FirstScoring>().AddSingleton<CoachesToInvite>(),
        Actions = [new("Show the first steps", "/start", seen => seen.Who.Manages) { Words = "setup begin start guide onboarding invite coaches" }],
    };
}
