namespace ClientVitals.CallPatterns.Lists;

/// <summary>
/// How rare something is, said in time: "about once in 9 months". The evidence is calibrated: at −ln of a budget it is met by chance
/// as often as the budget says, so e to the evidence is the weeks between two such chances. One significant digit; more would pretend.
/// </summary>
public static class PatternRarity
{
    private const double WeeksPerMonth = 52.18 / 12, WeeksPerYear = 52.18;

    /// <summary>In words; null when it is ordinary.</summary>
    /// <param name="weeks">Weeks between two chances.</param>
    public static string? Of(double? weeks) => weeks switch
    {
        null => null,
        < 1.5 => "about once a week",
        < 6 => About(weeks.Value, "week"),
        < 10.5 * WeeksPerMonth when weeks / WeeksPerMonth < 9.5 => About(weeks.Value / WeeksPerMonth, "month"),
        < 9.5 * WeeksPerYear => About(weeks.Value / WeeksPerYear, "year"),
        _ => "less than once in 10 years",
    };

    private static string About(double count, string unit)
    {
        var whole = Math.Max(1, (int)Math.Round(count, MidpointRounding.AwayFromZero));
        return whole == 1 ? $"about once a {unit}" : $"about once in {whole} {unit}s";
    }
}
