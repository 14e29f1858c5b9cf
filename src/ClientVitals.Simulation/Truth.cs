using System.Globalization;
using ClientVitals.Simulation.Facts;

namespace ClientVitals.Simulation;

/// <summary>What is true of one client as of a day: what a judgement of their calls is compared with.</summary>
/// <param name="Kind">Their kind as far as it has shown: a client who stops only tomorrow still has the kind of their habit.</param>
/// <param name="RatePerWeek">Engaged calls per week before any change.</param>
/// <param name="ChangedOn">First business day of a change that lies before the day; null when nothing changed, or the pause is recorded.</param>
/// <param name="ChangedTo">Engaged calls per week from then.</param>
/// <param name="PausedFrom">First day of a recorded pause. A holiday that was not recorded is a change with a day of return.</param>
/// <param name="PausedUntil">First day after the recorded pause.</param>
/// <param name="BackOn">First day on which the change is over, when that lies before the day; null for one that lasts.</param>
public sealed record Truth(
    string ClientEmail,
    Kind Kind,
    double RatePerWeek,
    DateOnly? ChangedOn,
    double? ChangedTo,
    DateOnly? PausedFrom,
    DateOnly? PausedUntil,
    DateOnly? BackOn)
{
    public const string Header = "client_email,kind,rate_per_week,changed_on,changed_to,paused_from,paused_until,back_on";

    /// <summary>The truth about a client, as far as it had come before <paramref name="day"/>.</summary>
    public static Truth Of(Resident resident, DateOnly day)
    {
        var (life, habit) = (resident.Life, resident.Habit);
        if (life.LeavesOn < day.DayNumber)
            return new(resident.Email, Kind.Stopping, habit.RatePerWeek, DateOnly.FromDayNumber(life.LeavesOn), 0, null, null, null);

        var changed = life.ChangedOn < day.DayNumber;
        var recorded = life.PauseEnteredOn is { } entered && entered < day.DayNumber;
        var kind = changed || recorded || life.ChangedOn == Life.Never ? resident.Kind : Plainly(habit.Rhythm);
        DateOnly? changedOn = changed && !recorded ? DateOnly.FromDayNumber(life.ChangedOn) : null;
        return new(
            resident.Email,
            kind,
            habit.RatePerWeek,
            changedOn,
            changedOn is null ? null : habit.RatePerWeek * life.Factor,
            recorded ? DateOnly.FromDayNumber(life.ChangedOn) : null,
            recorded ? DateOnly.FromDayNumber(life.BackOn) : null,
            changedOn is null || life.BackOn >= day.DayNumber ? null : DateOnly.FromDayNumber(life.BackOn));
    }

    /// <summary>Writes the truth about everybody as of a day, their training included; one row per client, also for those without a call.</summary>
    public static void Write(Town town, DateOnly day, TextWriter to)
    {
        to.Write($"{Header},{TrainingTruth.Header}\n");
        var facts = TrainingTruth.Follower(town, day);
        foreach (var resident in town.Residents())
        {
            to.Write($"{Of(resident, day).ToCsv()},{TrainingTruth.Of(facts, resident, day).ToCsv()}\n");
        }
    }

    public string ToCsv() => string.Join(',',
        TownFile.Quoted(ClientEmail), Kind.Word(), Number(RatePerWeek), Day(ChangedOn), Number(ChangedTo), Day(PausedFrom), Day(PausedUntil), Day(BackOn));

    private static Kind Plainly(Rhythm rhythm) => rhythm switch
    {
        Rhythm.Ragged => Kind.Ragged,
        Rhythm.Slots => Kind.Regular,
        Rhythm.Fortnight => Kind.Fortnightly,
        Rhythm.Bursts => Kind.Bursty,
        _ => Kind.Steady,
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Number(double? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}
