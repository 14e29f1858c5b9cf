using ClientVitals.Server.Functions;
using ClientVitals.Server.Rooms.CallPatterns.BackTests;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>Who is out of pattern: the lists, the back-test.</summary>
internal static class CallPatternsRoom
{
    public static readonly ServerRoom Entry = new("CallPatterns")
    {
        ApiTag = "Call patterns",
        Api = PatternRoutes.Map,
        Pages = pages =>
        {
            PatternPages.Map(pages);
            BackTestPages.Map(pages);
        },
        Functions = new Dictionary<string, EarlierFunction> { [AnalyzeFunction.Name] = AnalyzeFunction.CallAsync },
        Rpc = PatternRpc.All,
        Services = static (services, _) => services.AddSingleton<ListCounts>(),
        Navigation =
        [
            new("Call patterns", "/call-patterns", "chart-bar", 30, seen => seen.JudgesClients) { Group = "Insights" },
        ],
        Actions =
        [
            new("Show breaks", "/call-patterns?status=PATTERN_BREAK", seen => seen.JudgesClients) { Words = "pattern alerts silent" },
            new("Back-test the alarms", "/call-patterns/back-test", seen => seen.Manages) { Words = "false alerts budget" },
        ],
    };
}
