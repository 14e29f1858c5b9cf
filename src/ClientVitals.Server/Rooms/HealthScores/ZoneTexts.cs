using ClientVitals.HealthScores.Lists;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>The words of a zone and of a trend, as every list, drawing and card says them.</summary>
internal sealed class ZoneTexts(Language language)
{
    /// <summary>The zones from the worst to the best, as they are stacked, and what is in none.</summary>
    public static readonly IReadOnlyList<string> All = ["RED", "YELLOW", "GREEN", "PURPLE", ScoredClients.Unknown];

    /// <param name="zone">As the scorecard names it; null = the score is unknown. A zone of another scorecard is called as it calls it.</param>
    public string Of(string? zone) => zone switch
    {
        "RED" => language.Say("Red"),
        "YELLOW" => language.Say("Yellow"),
        "GREEN" => language.Say("Green"),
        "PURPLE" => language.Say("Purple"),
        null or ScoredClients.Unknown => language.Say("Unknown"),
        _ => zone,
    };

    /// <summary>A sign beside the word: a zone is never told by its colour alone.</summary>
    public static string Shape(string? zone) => zone switch
    {
        "RED" => "▼",
        "YELLOW" => "▾",
        "GREEN" => "●",
        "PURPLE" => "◆",
        _ => "○",
    };

    /// <summary>How many of a drawing's day are in it.</summary>
    public static int Count(ZoneWeek week, string zone) => zone switch
    {
        "RED" => week.Red,
        "YELLOW" => week.Yellow,
        "GREEN" => week.Green,
        "PURPLE" => week.Purple,
        _ => week.Unknown,
    };

    public string Trend(string? trend) => trend switch
    {
        "IMPROVING" => language.Say("Improving"),
        "DECLINING" => language.Say("Declining"),
        "STABLE" => language.Say("Stable"),
        _ => "–",
    };
}
