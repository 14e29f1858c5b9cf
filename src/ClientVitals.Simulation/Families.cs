using ClientVitals.Statistics;

namespace ClientVitals.Simulation;

/// <summary>How a family of clients behaves, for measuring a judgement: false alarms where nothing changes, delays where something does.</summary>
public enum Family
{
    /// <summary>Poisson weeks with the town's weekday profile.</summary>
    Poisson,
    /// <summary>Each week's rate multiplied by a gamma draw of shape 3 and mean 1.</summary>
    Overdispersed,
    /// <summary>Fixed weekdays (as many as the rate, drawn per client), each kept nine times of ten; a rate of .5 is every second week.</summary>
    Regular,
    /// <summary>Quiet weeks at 40 % of the rate, and bursts of one or two weeks at 350 %.</summary>
    Bursty,
}

/// <summary>
/// The days of engaged calls of many clients of one family, as plain arrays.
/// Days are <c>DateOnly.DayNumber</c>: sorted, and repeated when a day has several calls. A day's number modulo 7 is its weekday, 0 = Monday.
/// </summary>
/// <param name="Days">One array per client.</param>
/// <param name="ChangedOn">Per client the first day of its change; <see cref="Life.Never"/> where nothing changes.</param>
/// <param name="FirstDay">First day told.</param>
/// <param name="EndDay">First day no longer told.</param>
public sealed record Book(int[][] Days, int[] ChangedOn, int FirstDay, int EndDay);

/// <summary>Books of unchanged, stopped and fallen clients per family and rate. The same arguments give the same book; no dates but these.</summary>
public static class Families
{
    /// <summary>Overdispersion of the family: the shape of the gamma that multiplies each week.</summary>
    public const double Shape = 3;

    private const int PersonStream = 3;
    private const int WeekStream = 0x2000;

    private const int DaysPerWeek = 7;

    /// <summary>Monday 2025-01-06, where every book begins.</summary>
    public static int FirstDay { get; } = new DateOnly(2025, 1, 6).DayNumber;

    /// <summary>Clients of whom nothing ever changes.</summary>
    /// <param name="ratePerWeek">Engaged calls per week; for <see cref="Family.Regular"/> appointments per week, of which nine of ten are kept.</param>
    public static Book Unchanged(Family family, double ratePerWeek, int weeks, int clients, long seed) =>
        Told(family, ratePerWeek, weeks, 0, clients, seed, factor: 1);

    /// <summary>
    /// Clients who stop for good: <paramref name="weeksBefore"/> weeks of history, then a stop on a day of the following week
    /// (drawn per client, so that no weekday is favoured), and silence for <paramref name="weeksAfter"/> weeks.
    /// </summary>
    public static Book Stopped(Family family, double ratePerWeek, int weeksBefore, int weeksAfter, int clients, long seed) =>
        Told(family, ratePerWeek, weeksBefore, weeksAfter, clients, seed, factor: 0);

    /// <summary>As <see cref="Stopped"/>, but a share of the calls goes on: .3 is a fall to 30 %, 2 a doubling (by calls drawn twice over).</summary>
    public static Book Changed(Family family, double ratePerWeek, double factor, int weeksBefore, int weeksAfter, int clients, long seed) =>
        Told(family, ratePerWeek, weeksBefore, weeksAfter, clients, seed, factor);

    private static Book Told(Family family, double rate, int weeksBefore, int weeksAfter, int clients, long seed, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        var changes = factor != 1;
        var endDay = FirstDay + DaysPerWeek * (weeksBefore + weeksAfter + (changes ? 1 : 0));
        var days = new int[clients][];
        var changedOn = new int[clients];
        Parallel.For(0, clients, client =>
        {
            var chance = SplitMix64.Of(seed, client, PersonStream);
            var habit = HabitOf(family, rate, ref chance);
            changedOn[client] = changes ? FirstDay + DaysPerWeek * weeksBefore + chance.Below(DaysPerWeek) : Life.Never;
            days[client] = DaysOf(habit, seed, client, changedOn[client], factor, endDay);
        });
        return new(days, changedOn, FirstDay, endDay);
    }

    private static Habit HabitOf(Family family, double rate, ref SplitMix64 chance)
    {
        var key = (long)(chance.Next() >> 1);
        return family switch
        {
            Family.Poisson => Habit.Even(rate),
            Family.Overdispersed => Habit.Ragged(rate, Shape),
            Family.Bursty => Habit.Bursty(rate, key),
            Family.Regular when rate < 1 => Habit.Fortnightly(chance.Below(5), key),
            Family.Regular => Habit.Regular(Appointments((int)Math.Round(rate), ref chance)),
            _ => throw new ArgumentOutOfRangeException(nameof(family)),
        };
    }

    // As many different weekdays as asked for, Monday to Friday first; the sixth and seventh are Saturday and Sunday, more are second calls of a day.
    private static int[] Appointments(int perWeek, ref SplitMix64 chance)
    {
        Span<int> order = [0, 1, 2, 3, 4, 5, 6];
        for (var i = 0; i < 5; i++)
        {
            var other = i + chance.Below(5 - i);
            (order[i], order[other]) = (order[other], order[i]);
        }
        var slots = new int[DaysPerWeek];
        for (var n = 0; n < perWeek; n++) slots[order[n % DaysPerWeek]]++;
        return slots;
    }

    private static int[] DaysOf(Habit habit, long seed, int client, int changedOn, double factor, int endDay)
    {
        var days = new List<int>();
        Span<byte> weekdays = stackalloc byte[Habit.MostPerWeek];
        for (var monday = FirstDay; monday < endDay; monday += DaysPerWeek)
        {
            // A rise is several weeks laid over one another, the last of them thinned.
            for (var layer = 0; layer < Math.Max(1, Math.Ceiling(factor)); layer++)
            {
                var chance = SplitMix64.Of(seed, client, WeekStream + monday / DaysPerWeek + ((long)layer << 32));
                var count = habit.DrawWeek(monday / DaysPerWeek, ref chance, weekdays);
                foreach (var weekday in weekdays[..count])
                {
                    var day = monday + weekday;
                    var share = Math.Clamp(day < changedOn ? 1 - layer : factor - layer, 0, 1);
                    if (chance.Unit() < share) days.Add(day);
                }
            }
        }
        days.Sort();
        return [.. days];
    }
}
