using ClientVitals.Server.Functions;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>How clients are doing: zones of the book, who moved, each client's score with what made it.</summary>
internal static class HealthScoresRoom
{
    public static readonly ServerRoom Entry = new("HealthScores")
    {
        ApiTag = "Health scores",
        Api = ScoreRoutes.Map,
        Pages = HealthPages.Map,
        Functions = new Dictionary<string, EarlierFunction> { [HealthCalculator.Name] = HealthCalculator.CallAsync },
        Rpc = ScoreRpc.All,
        Navigation = [new("Health", HealthPages.Address, "heart", 45, seen => seen.JudgesClients) { Group = "Insights" }],
        Actions = [new("Show clients in the red zone", HealthPages.Address + "?zone=RED", seen => seen.JudgesClients) { Words = "health score at risk" }],
    };
}
