namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// A moment as the business sees it. A business day is a calendar day of the business zone, a week runs from Monday 00:00
/// to Monday 00:00 there, half-open, whatever number of hours the clock gives it.
/// </summary>
/// <param name="At">The instant.</param>
/// <param name="Today">The business day it falls on (<see cref="DateOnly.DayNumber"/>).</param>
/// <param name="DayShare">Share of that day that has passed, 0 ≤ share &lt; 1.</param>
public readonly record struct Moment(DateTimeOffset At, int Today, double DayShare)
{
    /// <summary>The last day that is over.</summary>
    public int LastCompleted => Today - 1;

    /// <summary>The Monday of the running week (<see cref="DateOnly.DayNumber"/>).</summary>
    public int Monday => MondayOf(Today);

    /// <summary>Today as a date.</summary>
    public DateOnly Date => DateOnly.FromDayNumber(Today);

    public static Moment Of(DateTimeOffset at, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        var start = StartOf(day.DayNumber, zone);
        var length = StartOf(day.DayNumber + 1, zone) - start;
        return new Moment(at, day.DayNumber, Math.Clamp((at - start) / length, 0, 0.999999));
    }

    /// <summary>The moment of a daily check: this wall-clock time of that business day.</summary>
    public static Moment Of(DateOnly day, TimeOnly time, TimeZoneInfo zone) => Of(Instant(day.ToDateTime(time), zone), zone);

    /// <summary>The business day of an instant (<see cref="DateOnly.DayNumber"/>).</summary>
    public static int DayOf(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime).DayNumber;

    /// <summary>The instant a business day begins. Where the clock skips midnight, the first instant after the gap.</summary>
    public static DateTimeOffset StartOf(int day, TimeZoneInfo zone) =>
        Instant(DateOnly.FromDayNumber(day).ToDateTime(TimeOnly.MinValue), zone);

    public static int MondayOf(int day) => day - Weekday(day);

    /// <summary>0 = Monday … 6 = Sunday. Day number 0 is 1 January of the year 1, a Monday.</summary>
    public static int Weekday(int day) => day % 7;

    private static DateTimeOffset Instant(DateTime wall, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        while (zone.IsInvalidTime(wall))
            wall = wall.AddMinutes(15);
        // A wall time that occurs twice means its first occurrence, the larger offset.
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }
}
