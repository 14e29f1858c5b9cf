using ClientVitals.Statistics;

namespace ClientVitals.Simulation.Facts;

/// <summary>
/// What happens to a client's training. It follows the <see cref="Life"/> of their calls, but not to the day: some use up what they have paid for
/// after their last call, others stop training first. Days are <c>DateOnly.DayNumber</c>; <see cref="Life.Never"/> is a day that does not come.
/// </summary>
/// <param name="StartsOn">The day they buy their first package; before the calls begin for those who were clients already.</param>
/// <param name="AwayFrom">First day of an absence, and <paramref name="AwayUntil"/> the first day after it.</param>
/// <param name="PauseEnteredOn">The day the absence was recorded as a pause; null when it was not.</param>
/// <param name="FallsOn">First day on which they come less often, and <paramref name="FallsTo"/> the share that is left.</param>
/// <param name="StopsOn">First day after the last on which they would come.</param>
/// <param name="WarningFrom">First day on which it shows that they will stop, fall or stay away; never for those who leave without warning.</param>
/// <param name="WarningUntil">The day of the stop, the fall or the absence.</param>
/// <param name="SpellFrom">First day of difficult weeks that they get over, and <paramref name="SpellUntil"/> the first day after them.</param>
public sealed record TrainingLife(
    int StartsOn,
    int AwayFrom,
    int AwayUntil,
    int? PauseEnteredOn,
    int FallsOn,
    double FallsTo,
    int StopsOn,
    int WarningFrom,
    int WarningUntil,
    int SpellFrom,
    int SpellUntil)
{
    private const double SpellStrain = 0.6;

    private const int LongestMembership = 70;

    /// <summary>The training life of a client. Every draw is made for everybody, so that one life moves no other.</summary>
    public static TrainingLife Of(Town town, Resident resident, ref SplitMix64 chance)
    {
        var calls = resident.Life;
        var (from, founded) = (town.From.DayNumber, town.FoundedOn.DayNumber);
        var member = chance.Below(LongestMembership + 1);
        var shift = Shift(ref chance);
        var (early, late) = (chance.Below(22) - 7, chance.Below(11) - 5);
        var (warned, notice) = (chance.Happens(FactRates.Warned), 14 + chance.Below(43));
        var (spell, spellFrom, spellDays) = (chance.Happens(FactRates.FalselyWarned), from + chance.Below(Math.Max(1, founded - from)), 14 + chance.Below(22));
        var fallsTo = chance.Between(0.3, 0.5);

        var startsOn = resident.Kind == Kind.New ? calls.StartedOn + member % 5 : from - member;
        var leaves = calls is { Factor: 0, BackOn: Life.Never } ? calls.ChangedOn : calls.LeavesOn;
        var stopsOn = leaves == Life.Never ? Life.Never : Math.Max(startsOn + 7, leaves + shift);
        var fallsOn = calls.Factor > 0 && calls.ChangedOn != Life.Never ? Math.Max(startsOn + 7, calls.ChangedOn + early) : Life.Never;
        var (awayFrom, awayUntil) = Absence(resident, startsOn, early, late);

        var turn = fallsOn != Life.Never ? fallsOn : resident.Kind == Kind.Returning ? awayFrom : stopsOn;
        warned &= turn != Life.Never;
        return new(
            startsOn, awayFrom, awayUntil, calls.PauseEnteredOn, fallsOn, fallsTo, stopsOn,
            WarningFrom: warned ? Math.Max(startsOn, turn - notice) : Life.Never,
            WarningUntil: warned ? turn : Life.Never,
            SpellFrom: spell ? spellFrom : Life.Never,
            SpellUntil: spell ? spellFrom + spellDays : Life.Never);
    }

    /// <summary>Whether they are away on this day, for a time.</summary>
    public bool Away(int day) => day >= AwayFrom && day < AwayUntil;

    /// <summary>Whether a recorded pause covers this day.</summary>
    public bool Paused(int day) => PauseEnteredOn is not null && Away(day);

    /// <summary>The share of their training that is left on this day, from 0 to 1.</summary>
    public double Presence(int day) =>
        day < StartsOn || day >= StopsOn || Away(day) ? 0
        : day >= FallsOn ? FallsTo
        : 1;

    /// <summary>How much shows on this day of what comes, or of a spell: 0 in usual times, rising to 1 on the day before the stop.</summary>
    public double Strain(int day)
    {
        if (day >= WarningFrom && day < WarningUntil) return (day - WarningFrom + 1.0) / (WarningUntil - WarningFrom);
        return day >= SpellFrom && day < SpellUntil ? SpellStrain : 0;
    }

    public LifeStage Stage(int day) =>
        day >= StopsOn ? LifeStage.Stopped
        : day >= FallsOn ? LifeStage.Drifted
        : Strain(day) == 0 ? LifeStage.Usual
        : day >= WarningFrom && WarningUntil == StopsOn ? LifeStage.Leaving
        : LifeStage.Strained;

    // One in five stops training up to three weeks before the last call, one in three comes up to five weeks longer.
    private static int Shift(ref SplitMix64 chance)
    {
        var way = chance.Unit();
        var days = chance.Below(31);
        return way < 0.20 ? -3 - days % 19 : way < 0.65 ? days % 7 - 3 : 5 + days;
    }

    private static (int From, int Until) Absence(Resident resident, int startsOn, int early, int late)
    {
        var calls = resident.Life;
        if (calls.Factor > 0 || calls.ChangedOn == Life.Never || calls.BackOn == Life.Never) return (Life.Never, Life.Never);
        // A recorded pause is what it says. Other absences are the same for calls and training within days.
        if (calls.PauseEnteredOn is not null) return (calls.ChangedOn, calls.BackOn);
        if (resident.Kind == Kind.OnHoliday) return (calls.ChangedOn + early % 2, calls.BackOn + late % 3);
        var from = Math.Max(startsOn + 7, calls.ChangedOn + early);
        return (from, Math.Max(from + 14, calls.BackOn + late));
    }
}
