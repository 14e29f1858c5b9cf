using ClientVitals.Statistics;

namespace ClientVitals.Simulation;

/// <summary>How the engaged calls of one client fall into weeks and days.</summary>
public enum Rhythm
{
    /// <summary>Poisson per week, spread over the weekdays by their shares.</summary>
    Even,
    /// <summary>As <see cref="Even"/>, the rate of each week multiplied by a gamma draw of mean 1.</summary>
    Ragged,
    /// <summary>Fixed weekdays, each kept with probability <see cref="Habit.Kept"/>.</summary>
    Slots,
    /// <summary>One weekday of every second week, give or take a day, kept with probability <see cref="Habit.Kept"/>.</summary>
    Fortnight,
    /// <summary>Quiet weeks at 40 % of the rate, and bursts of one or two weeks at 350 %.</summary>
    Bursts,
}

/// <summary>
/// The habit of one client before anything changes. A week is drawn from the week's number alone (weeks since Monday 0001-01-01, so
/// <c>DateOnly.DayNumber / 7</c>), never from the week before it: histories can start and end anywhere and agree where they overlap.
/// </summary>
/// <param name="Rhythm">How the weeks vary.</param>
/// <param name="RatePerWeek">Engaged calls per week in the long run.</param>
/// <param name="Shape">Gamma shape of <see cref="Rhythm.Ragged"/> weeks; smaller is wilder. Otherwise unused.</param>
/// <param name="Weekdays">Cumulative shares of Monday … Sunday; the last is 1. For Even, Ragged and Bursts.</param>
/// <param name="Slots">Calls per week at each weekday, Monday first. For Slots, and the single weekday of Fortnight.</param>
/// <param name="Key">The client's own number, from which bursts and the fortnight's phase follow.</param>
public sealed record Habit(Rhythm Rhythm, double RatePerWeek, double Shape, double[] Weekdays, int[] Slots, long Key)
{
    /// <summary>Share of appointments kept by regular clients.</summary>
    public const double Kept = 0.9;

    /// <summary>No week holds more calls than this; a draw beyond it is cut.</summary>
    public const int MostPerWeek = 64;

    // Stationary: a burst of one or two weeks starts in 13.5 % of the weeks, so a week is a burst in 19.34 %,
    // and 0.8066 × 0.4 + 0.1934 × 3.5 = 1.0 of the rate.
    private const double BurstStarts = 0.135;
    private const double BurstFactor = 3.5;
    private const double QuietFactor = 0.4;

    private const int BurstStream = 0x42;

    /// <summary>A business week as the town knows it: Monday to Saturday, fewer on Friday afternoon, few on Sunday.</summary>
    public static readonly double[] UsualWeek = Cumulative([0.17, 0.18, 0.18, 0.17, 0.12, 0.11, 0.07]);

    /// <summary>Habit of a client with this rate and weekday shares alone.</summary>
    public static Habit Even(double ratePerWeek, double[]? weekdays = null) =>
        new(Rhythm.Even, ratePerWeek, 0, weekdays ?? UsualWeek, [], 0);

    /// <summary>As <see cref="Even"/>, with gamma-mixed weeks of this shape.</summary>
    public static Habit Ragged(double ratePerWeek, double shape, double[]? weekdays = null) =>
        new(Rhythm.Ragged, ratePerWeek, shape, weekdays ?? UsualWeek, [], 0);

    /// <summary>Fixed weekdays: <paramref name="slots"/> counts the appointments of Monday … Sunday.</summary>
    public static Habit Regular(int[] slots) => new(Rhythm.Slots, Kept * slots.Sum(), 0, UsualWeek, slots, 0);

    /// <summary>Every second week on <paramref name="weekday"/> (0 is Monday); <paramref name="key"/> decides which of the two.</summary>
    public static Habit Fortnightly(int weekday, long key)
    {
        var slots = new int[7];
        slots[weekday] = 1;
        return new(Rhythm.Fortnight, Kept / 2, 0, UsualWeek, slots, key);
    }

    /// <summary>Bursts over a quiet ground; <paramref name="key"/> decides when.</summary>
    public static Habit Bursty(double ratePerWeek, long key, double[]? weekdays = null) =>
        new(Rhythm.Bursts, ratePerWeek, 0, weekdays ?? UsualWeek, [], key);

    /// <summary>Shares made cumulative and scaled to end at 1.</summary>
    public static double[] Cumulative(ReadOnlySpan<double> shares)
    {
        var cumulative = new double[shares.Length];
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++) cumulative[i] = sum += shares[i];
        for (var i = 0; i < shares.Length; i++) cumulative[i] /= sum;
        cumulative[^1] = 1;
        return cumulative;
    }

    /// <summary>Draws the weekdays (0 is Monday) of one week's engaged calls into <paramref name="weekdays"/>; returns how many, in no order.</summary>
    public int DrawWeek(int week, ref SplitMix64 chance, Span<byte> weekdays) => Rhythm switch
    {
        Rhythm.Even => Spread(RatePerWeek, ref chance, weekdays),
        Rhythm.Ragged => Spread(RatePerWeek * chance.Gamma(Shape) / Shape, ref chance, weekdays),
        Rhythm.Bursts => Spread(RatePerWeek * (InBurst(week) ? BurstFactor : QuietFactor), ref chance, weekdays),
        Rhythm.Slots => Keep(ref chance, weekdays),
        Rhythm.Fortnight => KeepFortnight(week, ref chance, weekdays),
        _ => throw new InvalidOperationException($"{Rhythm} has no way to draw a week."),
    };

    private int Spread(double mean, ref SplitMix64 chance, Span<byte> weekdays)
    {
        var count = Math.Min(chance.Poisson(mean), Math.Min(MostPerWeek, weekdays.Length));
        for (var i = 0; i < count; i++) weekdays[i] = (byte)chance.Pick(Weekdays);
        return count;
    }

    private int Keep(ref SplitMix64 chance, Span<byte> weekdays)
    {
        var count = 0;
        for (var weekday = 0; weekday < 7; weekday++)
        {
            for (var n = 0; n < Slots[weekday]; n++)
            {
                if (chance.Happens(Kept) && count < weekdays.Length) weekdays[count++] = (byte)weekday;
            }
        }
        return count;
    }

    private int KeepFortnight(int week, ref SplitMix64 chance, Span<byte> weekdays)
    {
        if (((week ^ Key) & 1) != 0 || !chance.Happens(Kept)) return 0;
        var weekday = Array.IndexOf(Slots, 1) + chance.Below(3) - 1;
        weekdays[0] = (byte)Math.Clamp(weekday, 0, 6);
        return 1;
    }

    private bool InBurst(int week) => BurstFrom(week, weeksAgo: 0) || BurstFrom(week, weeksAgo: 1);

    private bool BurstFrom(int week, int weeksAgo)
    {
        var chance = SplitMix64.Of(Key, week - weeksAgo, BurstStream);
        return chance.Happens(BurstStarts) && (weeksAgo == 0 || chance.Happens(0.5));
    }
}
