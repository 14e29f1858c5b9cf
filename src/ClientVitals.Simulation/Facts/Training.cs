using System.Numerics;
using ClientVitals.Statistics;

namespace ClientVitals.Simulation.Facts;

/// <summary>How far ahead a client books.</summary>
public enum BookingStyle : byte
{
    /// <summary>The next weeks at once: the same places every week.</summary>
    Standing,
    /// <summary>From week to week.</summary>
    Weekly,
    /// <summary>Today, or up to three days ahead.</summary>
    Spontaneous,
}

/// <summary>How one client trains.</summary>
/// <param name="Weekdays">A bit for each weekday of theirs; the lowest is Monday.</param>
/// <param name="PerPlace">Chance that such a day of a usual week is booked.</param>
/// <param name="Hours">The coach's hours.</param>
/// <param name="Hour">Their usual hour, one of the coach's.</param>
public sealed record Training(
    TrainingLife Life,
    byte Weekdays,
    double PerPlace,
    BookingStyle Booking,
    Reliability Reliability,
    CoachHours Hours,
    int Hour,
    int Minute,
    int DurationMinutes,
    SessionKind Kind,
    Currency Currency,
    PaymentMethod Method)
{
    private const int PersonStream = 0x54_0001;

    private static readonly double[] Currencies = Habit.Cumulative([0.92, 0.05, 0.03]);
    private static readonly double[] Methods = Habit.Cumulative([0.62, 0.08, 0.16, 0.14]);
    private static readonly double[] Durations = Habit.Cumulative([0.75, 0.15, 0.10]);
    private static readonly int[] DurationMinutesOf = [60, 45, 90];
    private static readonly double[] ByPlace = Habit.Cumulative([0.70, 0.25, 0.05]);
    private static readonly double[] ByWeek = Habit.Cumulative([0.25, 0.45, 0.30]);

    /// <summary>Booked sessions of a usual week.</summary>
    public double PerWeek => PerPlace * BitOperations.PopCount(Weekdays);

    /// <summary>How a client trains; null for the few who only call.</summary>
    public static Training? Of(Town town, Resident resident)
    {
        var chance = SplitMix64.Of(town.Seed, resident.Index, PersonStream);
        var trains = chance.Happens(FactRates.Trains);
        var life = TrainingLife.Of(town, resident, ref chance);
        var byAppointment = resident.Habit.Rhythm is Rhythm.Slots or Rhythm.Fortnight;
        var booking = (BookingStyle)chance.Pick(byAppointment ? ByPlace : ByWeek);
        var reliability = (Reliability)chance.Pick(FactRates.Levels);
        var online = chance.Happens(resident.CallingStyle == CallingStyle.Remote ? 0.7 : 0.04);
        var kind = online ? SessionKind.Online : chance.Happens(0.12) ? SessionKind.SemiPrivate : SessionKind.Personal;
        var minutes = DurationMinutesOf[chance.Pick(Durations)];
        var currency = (Currency)chance.Pick(Currencies);
        var method = (PaymentMethod)chance.Pick(Methods);
        var hours = CoachHours.Of(town.Seed, resident.Coach);
        var hour = hours.Has(resident.Hour) ? resident.Hour : hours.At(chance.Below(CoachHours.Draws));
        var minute = chance.Happens(0.8) ? 0 : 30;
        var (weekdays, perPlace) = byAppointment ? Places(resident.Habit) : Days(resident.Habit, ref chance);
        return trains ? new(life, weekdays, perPlace, booking, reliability, hours, hour, minute, minutes, kind, currency, method) : null;
    }

    /// <summary>Whole days ahead that a session is booked.</summary>
    public int LeadDays(ref SplitMix64 chance)
    {
        var draw = chance.Unit();
        return Booking switch
        {
            BookingStyle.Standing => 2 + (int)(33 * draw),
            BookingStyle.Weekly => 1 + (int)(8 * draw),
            _ => (int)(4 * draw),
        };
    }

    // Who calls by appointment trains by appointment.
    private static (byte, double) Places(Habit habit)
    {
        var weekdays = 0;
        for (var weekday = 0; weekday < 7; weekday++)
        {
            if (habit.Slots[weekday] > 0) weekdays |= 1 << weekday;
        }
        return ((byte)weekdays, 0.96);
    }

    private static (byte, double) Days(Habit habit, ref SplitMix64 chance)
    {
        var perWeek = Math.Clamp(habit.RatePerWeek * chance.Between(0.8, 1.25), 0.5, 4.4);
        // A day more than needed, where every week would be full else.
        var count = (int)Math.Ceiling(perWeek / 0.9);
        var weekdays = 0;
        while (BitOperations.PopCount((uint)weekdays) < count) weekdays |= 1 << chance.Pick(habit.Weekdays);
        return ((byte)weekdays, perWeek / count);
    }
}
