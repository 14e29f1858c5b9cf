using ClientVitals.Server.Functions;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>How clients are doing: zones of the book, who moved, each client's score with what made it.</summary>
internal static class HealthScoresRoom
{
    public static readonly ServerRoom Entry = new("HealthScores")
    {
        ApiTag = "Health scores",
        Api = api =>
        {
            ScoreRoutes.Map(api);
            OverrideRoutes.Map(api);
            ScorecardRoutes.Map(api);
            ScorecardTestRoutes.Map(api);
        },
        Pages = pages =>
        {
            HealthPages.Map(pages);
            OverridePages.Map(pages);
            ScorecardPages.Map(pages);
            ScorecardTestPages.Map(pages);
        },
        Functions = new Dictionary<string, EarlierFunction> { [HealthCalculator.Name] = HealthCalculator.CallAsync },
        Rpc = ScoreRpc.All,
        Navigation = [new("Health", HealthPages.Address, "heart", 45, seen => seen.JudgesClients) { Group = "Insights" }],
        Actions = [new("Change the scorecard", ScorecardPages.Address, seen => seen.Manages) { Words = "health score weights zones rules" }, new("Show clients in the red zone", HealthPages.Address + "?zone=RED", seen => seen.JudgesClients) { Words = "health score at risk" }],
    };
}
