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
    public static string? Of(double? weeks, SaySentence? say = null)
    {
        say ??= PlainEnglish.Say;
        return weeks switch
        {
            null => null,
            < 1.5 => say($"about once a week"),
            < 6 => say($"about once in {Whole(weeks.Value)} weeks"),
            < 10.5 * WeeksPerMonth when weeks / WeeksPerMonth < 9.5 => Whole(weeks.Value / WeeksPerMonth) is > 1 and var months ? say($"about once in {months} months") : say($"about once a month"),
            < 9.5 * WeeksPerYear => Whole(weeks.Value / WeeksPerYear) is > 1 and var years ? say($"about once in {years} years") : say($"about once a year"),
            _ => say($"less than once in 10 years"),
        };
    }

    private static int Whole(double count) => Math.Max(1, (int)Math.Round(count, MidpointRounding.AwayFromZero));
}
