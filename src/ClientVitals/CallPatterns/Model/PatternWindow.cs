namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// How far back the judge looks. What is said of a day follows from the days of its window alone, and from whether there was an
/// engaged call before it; so the cost does not grow with the years, and a nightly run, a check as of a past day and a replay of
/// that day read the same days. The window moves once a week, so that shifting a history by whole weeks changes nothing.
/// </summary>
public static class PatternWindow
{
    /// <summary>Whole weeks before the week of the day judged.</summary>
    public const int Weeks = 78;

    /// <summary>The first day read to judge a day: the Monday 78 weeks before its own (<see cref="DateOnly.DayNumber"/>).</summary>
    public static int Start(int day) => Moment.MondayOf(day) - 7 * Weeks;

    /// <summary>The same as a date.</summary>
    public static DateOnly Start(DateOnly day) => DateOnly.FromDayNumber(Start(day.DayNumber));
}
