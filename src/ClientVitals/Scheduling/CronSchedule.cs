using System.Globalization;
using ClientVitals.Settings;
using Cronos;

namespace ClientVitals.Scheduling;

/// <summary>
/// When a job is due: a five-field cron expression (minute, hour, day of the month, month, day of the week) read in a zone.
/// <para>Days follow cron as PostgreSQL's pg_cron has it: where both day fields are restricted (begin with no asterisk) one of the two
/// is enough, else both must fit. Cronos always wants both, so the former is the union of two of its expressions.</para>
/// <para>Where the clocks change: an hour that is skipped runs right after the gap; an hour that comes twice runs the first time. A
/// schedule for every hour of the day follows the hours that really pass instead: no run is invented, none left out.</para>
/// <para>Cronos finds the times on the wall; their instants are found here. Asked for a zone's own, it repeats itself without end
/// where winter is the time that is moved (Dublin, Casablanca) or where a zone changed its offset for good (0.13.0).</para>
/// </summary>
public sealed partial class CronSchedule
{
    private const uint EveryHour = (1 << 24) - 1;

    /// <summary>29 February, at its rarest.</summary>
    private const int MostDays = (8 * 366) + 2;

    private readonly CronExpression[] expressions;

    private CronSchedule(string text, CronField minutes, CronField hours, CronField days, CronField months, CronField weekdays)
    {
        Text = text;
        (Minutes, Hours, Days, Months, Weekdays) = (minutes, hours, days, months, weekdays);
        expressions = EitherDay ? [Expression(days, null), Expression(null, weekdays)] : [Expression(days, weekdays)];
    }

    /// <summary>As it was written, with single spaces.</summary>
    public string Text { get; }

    /// <summary>The minutes, 0 to 59.</summary>
    public CronField Minutes { get; }

    /// <summary>The hours, 0 to 23.</summary>
    public CronField Hours { get; }

    /// <summary>The days of the month, 1 to 31.</summary>
    public CronField Days { get; }

    /// <summary>The months, 1 to 12.</summary>
    public CronField Months { get; }

    /// <summary>The days of the week, 0 = Sunday to 6.</summary>
    public CronField Weekdays { get; }

    /// <summary>Both days are restricted, and one of the two is enough.</summary>
    public bool EitherDay => !Days.Starred && !Weekdays.Starred;

    /// <summary>It follows the hours that really pass.</summary>
    internal bool RunsEveryHour => Hours.Values == EveryHour;

    /// <summary>Reads an expression. Throws a <see cref="PlainError"/> for one that is not understood, or that no day ever fits.</summary>
    public static CronSchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var minute, var hour, var day, var month, var weekday])
            throw new PlainError($"\"{text}\" is not a schedule; write five fields: minute, hour, day of the month, month, day of the week, as in 0 8 * * 1 (Mondays at 08:00).");
        CronSchedule read;
        try
        {
            read = new(string.Join(' ', words), CronField.Minute(minute), CronField.Hour(hour), CronField.Day(day), CronField.Month(month), CronField.Weekday(weekday));
        }
        catch (PlainError wrong)
        {
            throw new PlainError($"\"{text}\" is not a schedule. {wrong.Message}", wrong);
        }
        // A year in which 29 February falls on each day of the week comes in 28; a day that fits no month never comes.
        if (!read.EitherDay && !read.Months.All.Any(m => read.Days.All.First() <= DateTime.DaysInMonth(2024, m)))
            throw new PlainError($"\"{text}\" never runs: none of its months has a day {read.Days.All.First()}.");
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
        var given = after.UtcTicks;
        var waiting = new SortedSet<long>();
        // In an hour that comes twice, what is still to come shows a time on the wall that was shown before.
        var from = given + Math.Min(OffsetAt(given, zone), OffsetAt(given + TimeSpan.TicksPerDay, zone));
        foreach (var wall in WallTimes(from))
        {
            var instants = Instants(wall, zone);
            // Nothing of a later time on the wall comes before its first instant.
            while (instants.Length > 0 && waiting.Count > 0 && waiting.Min < instants[0])
            {
                yield return new(given = waiting.Min, TimeSpan.Zero);
                waiting.Remove(given);
            }
            waiting.UnionWith(instants.Where(instant => instant > given));
        }
        foreach (var due in waiting)
            yield return new(due, TimeSpan.Zero);
    }

    /// <summary>In words, for people.</summary>
    public override string ToString() => InWords(PlainEnglish.Say);

    /// <summary>In the words of somebody's language.</summary>
    public string InWords(SaySentence say)
    {
        ArgumentNullException.ThrowIfNull(say);
        return Words.Of(this, say);
    }

    /// <summary>The times on the wall, in ticks, from <paramref name="from"/> on; the day fields as cron has them.</summary>
    private IEnumerable<long> WallTimes(long from)
    {
        // Read as UTC, for there no clock changes.
        var at = new DateTime(from, DateTimeKind.Utc);
        var nexts = Array.ConvertAll(expressions, expression => expression.GetNextOccurrence(at, inclusive: true));
        while (nexts.Min() is { } next)
        {
            yield return next.Ticks;
            for (var i = 0; i < nexts.Length; i++)
            {
                if (nexts[i] == next)
                    nexts[i] = expressions[i].GetNextOccurrence(next);
            }
        }
    }

    /// <summary>The instants of one time on the wall, in UTC ticks: one, two or (in a gap) none.</summary>
    private long[] Instants(long wall, BusinessZone zone)
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

    /// <summary>Cronos' own; a day field that is null is left open. Values one by one, so that what is refused here is never read there.</summary>
    private CronExpression Expression(CronField? days, CronField? weekdays) =>
        CronExpression.Parse($"{List(Minutes)} {List(Hours)} {(days is { } on ? List(on) : "*")} {List(Months)} {(weekdays is { } of ? List(of) : "*")}");

    private static string List(CronField field) => string.Join(',', field.All.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
