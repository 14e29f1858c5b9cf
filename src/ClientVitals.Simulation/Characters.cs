using ClientVitals.Statistics;

namespace ClientVitals.Simulation;

/// <summary>What each kind of client is like: their habit, and what happens to them and when.</summary>
public static class Characters
{
    /// <summary>What a fall leaves of a drifting client's calls.</summary>
    public const double FallsTo = 0.3;

    // Once in about four years somebody without any plan leaves, so that a town told further has new stops.
    private const double DaysUntilLeaving = 1500;

    /// <summary>The kinds of a hundred clients.</summary>
    public static Kind[] Deck { get; } =
    [
        .. Enumerable.Repeat(Kind.Steady, 33),
        .. Enumerable.Repeat(Kind.Ragged, 13),
        .. Enumerable.Repeat(Kind.Regular, 15),
        .. Enumerable.Repeat(Kind.Sparse, 8),
        .. Enumerable.Repeat(Kind.Fortnightly, 5),
        .. Enumerable.Repeat(Kind.Bursty, 5),
        .. Enumerable.Repeat(Kind.OnHoliday, 7),
        .. Enumerable.Repeat(Kind.New, 4),
        .. Enumerable.Repeat(Kind.Returning, 3),
        .. Enumerable.Repeat(Kind.DriftingAway, 2),
        .. Enumerable.Repeat(Kind.Stopping, 2),
        .. Enumerable.Repeat(Kind.ChurnedLongAgo, 3),
    ];

    public static Habit HabitOf(Kind kind, ref SplitMix64 chance)
    {
        var weekdays = OwnWeek(ref chance);
        var key = (long)(chance.Next() >> 1);
        return kind switch
        {
            Kind.Steady => Habit.Even(Rate(ref chance), weekdays),
            Kind.Ragged => Habit.Ragged(Rate(ref chance), chance.Between(1.2, 3), weekdays),
            Kind.Regular => Habit.Regular(Appointments(ref chance)),
            Kind.Sparse => Habit.Even(chance.Between(1, 2) * 7 / 30.4, weekdays),
            Kind.Fortnightly => Habit.Fortnightly(chance.Below(6), key),
            Kind.Bursty => Habit.Bursty(Math.Clamp(Rate(ref chance), 0.8, 3), key, weekdays),
            // A stop of a client who calls twice a month could not be noticed for weeks: these call more often.
            Kind.Stopping or Kind.DriftingAway => Some(Math.Max(1.6, Rate(ref chance)), weekdays, ref chance),
            _ => Some(Rate(ref chance), weekdays, ref chance),
        };
    }

    /// <param name="from">First day of the story.</param>
    /// <param name="today">The day the town is founded on; what is planned lies before it.</param>
    public static Life LifeOf(Kind kind, int from, int today, ref SplitMix64 chance)
    {
        var told = today - from;
        var leaves = today + 3 + (int)(DaysUntilLeaving * chance.Exponential());
        // A story of a few weeks has room for nothing old: every change leaves the first quarter in peace.
        int Ago(int least, int most, ref SplitMix64 when)
        {
            most = Math.Min(most, told * 3 / 4);
            least = Math.Min(least, most);
            return today - least - when.Below(most - least + 1);
        }
        switch (kind)
        {
            case Kind.OnHoliday:
                var away = Ago(1, Math.Max(30, told - 50), ref chance);
                var recorded = chance.Happens(0.7);
                // Most say so before they go, some when they are missed.
                var entered = away + (chance.Happens(0.75) ? -1 - chance.Below(10) : chance.Below(3));
                return new(from, away, 0, away + 7 + chance.Below(15), recorded ? entered : null, leaves);
            case Kind.New:
                return Life.Unchanged with { StartedOn = Ago(3, 24, ref chance), LeavesOn = leaves };
            case Kind.Returning:
                var stopped = Ago(20, 120, ref chance);
                return new(from, stopped, 0, stopped + 28 + chance.Below(36), null, leaves);
            case Kind.DriftingAway:
                return new(from, Ago(14, 75, ref chance), FallsTo, Life.Never, null, Life.Never);
            case Kind.Stopping:
                return new(from, Ago(6, 60, ref chance), 0, Life.Never, null, Life.Never);
            case Kind.ChurnedLongAgo:
                return new(from, Ago(100, 150, ref chance), 0, Life.Never, null, Life.Never);
            default:
                return Life.Unchanged with { StartedOn = from, LeavesOn = leaves };
        }
    }

    // Two a week on average, from three or four a month to one a day; who comes less is sparse or fortnightly.
    private static double Rate(ref SplitMix64 chance) => Math.Clamp(1.9 * chance.Gamma(2.5) / 2.5, 0.8, 7);

    // The town's week, bent by half either way for each weekday.
    private static double[] OwnWeek(ref SplitMix64 chance)
    {
        Span<double> shares = [0.17, 0.18, 0.18, 0.17, 0.12, 0.11, 0.07];
        for (var i = 0; i < shares.Length; i++) shares[i] *= chance.Between(0.5, 1.5);
        return Habit.Cumulative(shares);
    }

    private static int[] Appointments(ref SplitMix64 chance) => chance.Below(10) switch
    {
        0 => OnDays(chance.Below(5)),
        1 or 2 => OnDays(0, 3),
        3 or 4 => OnDays(1, 3),
        5 => OnDays(1, 4),
        6 or 7 or 8 => OnDays(0, 2, 4),
        _ => OnDays(0, 1, 3, 5),
    };

    private static int[] OnDays(params ReadOnlySpan<int> days)
    {
        var slots = new int[7];
        foreach (var day in days) slots[day] = 1;
        return slots;
    }

    private static Habit Some(double rate, double[] weekdays, ref SplitMix64 chance) => chance.Below(4) switch
    {
        0 => Habit.Ragged(rate, 3, weekdays),
        1 => Habit.Regular(Appointments(ref chance)),
        _ => Habit.Even(rate, weekdays),
    };
}
