using ClientVitals.Server.Functions;

namespace ClientVitals.Server.Rooms.Insights;

/// <summary>What someone must know: findings, and what was done about each.</summary>
internal static class InsightsRoom
{
    public static readonly ServerRoom Entry = new("Insights")
    {
        Api = FindingRoutes.Map,
        Pages = FindingPages.Map,
        Functions = new Dictionary<string, EarlierFunction> { [WatcherFunction.Name] = WatcherFunction.CallAsync },
        Navigation = [new("Findings", FindingPages.Address, "light-bulb", 48, seen => seen.JudgesClients) { Group = "Insights" }],
        Actions = [new("Show findings", FindingPages.Address, seen => seen.JudgesClients) { Words = "insights alerts watcher silent sources failed jobs" }],
    };
}
