using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>What the small drawings of a client say: their weeks, weekdays and gaps.</summary>
internal sealed class ChartTexts(Language language)
{
    public string ThisWeek => language.Say("this week");

    public string BreakOpened(string day) => language.Say("break opened {0}", day);

    public string Shaded => language.Say("Shaded: the normal range (9 of 10 weeks while nothing changes); for this week, up to now. Dashed: the average of 30 days.");

    public string AsTable => language.Say("Show as a table");

    public string WeekFrom => language.Say("Week from");

    public string Calls => language.Say("Calls");

    public string Visits => language.Say("Days with a visit");

    public string NarrowBars => language.Say("Narrow bars: days with a visit, which count as activity beside the calls.");

    public string VisitsAloud(string visits) => language.Say("days with a visit: {0}", visits);

    public string Expected => language.Say("Expected, 9 of 10 weeks");

    public string Range(int low, int high) => language.Say("{0} to {1}", low, high);

    public string Away => language.Say("away");

    /// <param name="range">From and to by chance; null = no range is known.</param>
    public string Weeks(string since, string calls, string average, (int Low, int High)? range) => range is { } known
        ? language.Say("Calls a week since {0}: {1}; {2} on average, by chance {3} to {4}", since, calls, average, known.Low, known.High)
        : language.Say("Calls a week since {0}: {1}; {2} on average", since, calls, average);

    public string LastWeeks(int weeks, string calls, string average) => language.Say("Calls in the last {0} weeks: {1}; {2} a week on average", weeks, calls, average);

    public IReadOnlyList<string> Weekdays =>
    [
        language.Say("Monday"), language.Say("Tuesday"), language.Say("Wednesday"), language.Say("Thursday"), language.Say("Friday"), language.Say("Saturday"),
        language.Say("Sunday"),
    ];

    /// <summary>Their first letters.</summary>
    public IReadOnlyList<string> WeekdayLetters => [language.Say("M"), language.Say("T"), language.Say("W"), language.Say("T"), language.Say("F"), language.Say("S"), language.Say("S")];

    public string ByWeekday(string days) => language.Say("Active days by weekday: {0}", days);

    public string TooFew(bool withVisits) => withVisits ? language.Say("Too few calls and visits in these weeks.") : language.Say("Too few calls in these weeks.");

    public string Now(int days) => language.Say("now {0}", days);

    public string Days(int days) => language.Say("{0} days", days);

    public string DaysOrMore(int days) => language.Say("{0} days or more", days);

    public string Gaps(int median, int most, int quiet, bool withVisits) => withVisits
        ? language.Say("Days between calls or visits: {0} in the middle, {1} at most; quiet for {2} now.", median, most, quiet)
        : language.Say("Days between calls: {0} in the middle, {1} at most; quiet for {2} now.", median, most, quiet);
}
