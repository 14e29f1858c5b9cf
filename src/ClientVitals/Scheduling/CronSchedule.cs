using ClientVitals.Settings;

namespace ClientVitals.Scheduling;

/// <summary>
/// When a job is due: a five-field cron expression (minute, hour, day of the month, month, day of the week) read in a zone.
/// <para>Days follow cron as PostgreSQL's pg_cron has it: where both day fields are restricted (begin with no asterisk) one of the two
/// is enough, else both must fit.</para>
/// <para>Where the clocks change: an hour that is skipped runs right after the gap; an hour that comes twice runs the first time. A
/// schedule for every hour of the day follows the hours that really pass instead: nothing is made up, nothing left out.</para>
/// <para>Algorithm: day by day of the zone, those that fit give their wall-clock times, each of which is one instant, two or (in a gap)
/// none; instants are given out once no later day can come before them.</para>
/// </summary>
public sealed class CronSchedule
{
    private const uint EveryHour = (1 << 24) - 1;

    /// <summary>29 February, at its rarest.</summary>
    private const int MostDays = (8 * 366) + 2;

    private readonly CronField minute;
    private readonly CronField hour;
    private readonly CronField day;
    private readonly CronField month;
    private readonly CronField weekday;

    private CronSchedule(string text, CronField[] fields)
    {
        Text = text;
        (minute, hour, day, month, weekday) = (fields[0], fields[1], fields[2], fields[3], fields[4]);
    }

    /// <summary>As it was written, with single spaces.</summary>
    public string Text { get; }

    /// <summary>The minutes, 0 to 59.</summary>
    public CronField Minutes => minute;

    /// <summary>The hours, 0 to 23.</summary>
    public CronField Hours => hour;

    /// <summary>The days of the month, 1 to 31.</summary>
    public CronField Days => day;

    /// <summary>The months, 1 to 12.</summary>
    public CronField Months => month;

    /// <summary>The days of the week, 0 = Sunday to 6.</summary>
    public CronField Weekdays => weekday;

    /// <summary>Both days are restricted, and one of the two is enough.</summary>
    public bool EitherDay => !day.Starred && !weekday.Starred;

    /// <summary>It follows the hours that really pass.</summary>
    internal bool RunsEveryHour => hour.Values == EveryHour;

    /// <summary>Reads an expression. Throws a <see cref="PlainError"/> for one that is not understood, or that no day ever fits.</summary>
    public static CronSchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var minute, var hour, var day, var month, var weekday])
            throw new PlainError($"\"{text}\" is no schedule; write five fields: minute, hour, day of the month, month, day of the week, as in 0 8 * * 1 (Mondays at 08:00).");
        CronSchedule read;
        try
        {
            read = new(string.Join(' ', words), [CronField.Minute(minute), CronField.Hour(hour), CronField.Day(day), CronField.Month(month), CronField.Weekday(weekday)]);
        }
        catch (PlainError wrong)
        {
            throw new PlainError($"\"{text}\" is no schedule. {wrong.Message}", wrong);
        }
        // A year in which 29 February falls on each day of the week comes in 28; a day that fits no month never comes.
        if (!read.EitherDay && !read.month.All.Any(m => read.day.All.First() <= DateTime.DaysInMonth(2024, m)))
            throw new PlainError($"\"{text}\" never comes: none of its months has a day {read.day.All.First()}.");
        return read;
    }

    /// <summary>The first moment after <paramref name="after"/> at which it is due in <paramref name="zone"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset after, BusinessZone zone) => After(after, zone).First();

    /// <summary>The last moments up to and including <paramref name="until"/>, oldest first: at most <paramref name="most"/>, none before or at <paramref name="after"/>.</summary>
    public IReadOnlyList<DateTimeOffset> Latest(DateTimeOffset until, int most, DateTimeOffset after, BusinessZone zone)
    {
        for (var back = TimeSpan.FromHours(1); ; back *= 8)
        {
            var from = until - after <= back ? after : until - back;
            var found = new Queue<DateTimeOffset>();
            foreach (var due in After(from, zone).TakeWhile(due => due <= until))
            {
                found.Enqueue(due);
                if (found.Count > most)
                    found.Dequeue();
            }
            if (found.Count == most || from == after)
                return [.. found];
        }
    }

    /// <summary>The last moment up to and including <paramref name="until"/>; null when it was not due within the eight years before.</summary>
    public DateTimeOffset? LatestAt(DateTimeOffset until, BusinessZone zone) =>
        Latest(until, 1, until.AddDays(-MostDays), zone) is [var due] ? due : null;

    /// <summary>All moments after <paramref name="after"/>, in order, each once. Ends only where the calendar does.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset after, BusinessZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var waiting = new SortedSet<long>();
        var given = after.UtcTicks;
        // A day earlier: its last hours may be moved behind midnight.
        for (var at = zone.DayOf(after).DayNumber - 1; at < DateOnly.MaxValue.DayNumber - 1; at++)
        {
            var date = DateOnly.FromDayNumber(at);
            if (Fits(date))
            {
                foreach (var wall in WallTimes(date))
                    waiting.UnionWith(Instants(wall, zone));
            }
            // Nothing of a later day comes before that day's first instant.
            var settled = zone.UtcTicksOf(date.AddDays(1).ToDateTime(TimeOnly.MinValue).Ticks);
            while (waiting.Count > 0 && waiting.Min is var due && due < settled)
            {
                waiting.Remove(due);
                if (due > given)
                    yield return new DateTimeOffset(given = due, TimeSpan.Zero);
            }
        }
    }

    /// <summary>In words, for people.</summary>
    public override string ToString() => CronWords.Of(this);

    private bool Fits(DateOnly date)
    {
        if (!month.Has(date.Month))
            return false;
        var (byDay, byWeekday) = (day.Has(date.Day), weekday.Has((int)date.DayOfWeek));
        return EitherDay ? byDay || byWeekday : byDay && byWeekday;
    }

    private IEnumerable<long> WallTimes(DateOnly date) =>
        from h in hour.All
        from m in minute.All
        select date.ToDateTime(new TimeOnly(h, m)).Ticks;

    /// <summary>The instants of one wall-clock time, in UTC ticks.</summary>
    private IEnumerable<long> Instants(long wall, BusinessZone zone)
    {
        // No zone changes twice within two days, so one of these two offsets holds.
        var before = OffsetAt(wall - TimeSpan.TicksPerDay, zone);
        var after = OffsetAt(wall + TimeSpan.TicksPerDay, zone);
        if (before == after)
            return [wall - before];
        var first = zone.LocalTicksOf(wall - before) == wall;
        var second = zone.LocalTicksOf(wall - after) == wall;
        if (!first && !second)
            return RunsEveryHour ? [] : [EndOfGap(wall, wall - after, zone)];
        if (first && second && RunsEveryHour)
            return [wall - before, wall - after];
        return [first ? wall - before : wall - after];
    }

    private static long OffsetAt(long utc, BusinessZone zone) => zone.LocalTicksOf(utc) - utc;

    private static long EndOfGap(long wall, long utc, BusinessZone zone)
    {
        while (zone.LocalTicksOf(utc) < wall)
            utc += TimeSpan.TicksPerMinute;
        return utc;
    }
}
