using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns;

/// <summary>
/// What is usual for one client, learnt day by day: an average of models, each weighted by how well it foretold this client so
/// far. Eight are rates of calls with a weekday profile whose weekly level varies by a gamma distribution (four shapes, from
/// steady to bursts; two memories), four are habits of weekdays (<see cref="WeekdayHabit"/>). The uncertainty of each rate is
/// carried into its prediction. Nothing is shared between clients but the shipped starting weights, so a book of one client
/// and a book of 100 000 say the same of her.
/// </summary>
/// <remarks>
/// Discounting of gamma counts: Harvey and Fernandes 1989. The gamma-mixed prediction (1 + h/κ)^−κ is the negative binomial's
/// chance of zero.
/// </remarks>
internal sealed class Baseline
{
    /// <summary>Shape of the weekly level: from steady to bursts; five with the long memory, three with the short one.</summary>
    private static readonly Vector256<float> Shape = Vector256.Create(5000f, 5.2f, 2.8f, 1.9f, .18f, 5000f, 1.9f, .63f);

    private static readonly Vector256<float> PriorWeight =
        Vector256.Create(.1425f, .0489f, .0847f, .0225f, .0054f, .0126f, .0257f, .0137f);

    /// <summary>The same of the habits, in the lanes of <see cref="WeekdayHabit"/>; an expert of three views stands in three lanes.</summary>
    private static readonly Vector256<float> PriorHabitWeight =
        Vector256.Create(.5409f, .5409f, .5409f, .0075f, .0177f, .0177f, .0177f, .0783f);

    /// <summary>What stays of a count after a day: half-lives of 74 weeks and of nine days.</summary>
    private static readonly Vector256<float> Kept =
        Vector256.Create(.99867f, .99867f, .99867f, .99867f, .99867f, .9239f, .9239f, .9239f);

    /// <summary>A rate of which nothing is known yet: 1.1 calls in .63 weeks, weighing as much.</summary>
    private static readonly Vector256<float> PriorCalls = Vector256.Create(1.1f);
    private static readonly Vector256<float> PriorWeeks = Vector256.Create(.634f);

    /// <summary>Monday to Sunday against the mean of a day: coaching is weekday work, but not everywhere.</summary>
    private static readonly Vector256<float> PriorProfile = Vector256.Create(1.15f, 1.15f, 1.15f, 1.15f, 1.1f, .75f, .55f, 0f);

    /// <summary>How many expected calls a weekday needs to outweigh the shipped profile.</summary>
    private const float ProfileStrength = 15f;

    private const float Floor = .0015f;

    private readonly WeekdayHabit _habit = new();
    private GapHabit _gaps;
    private readonly float[] _shares = new float[8];
    private Vector256<float> _calls, _weeks, _weight, _habitWeight, _levelCalls, _profileCalls, _profileDays;
    private float _levelWeeks;
    private float _activeDays, _exposedDays, _countedCalls;
    private bool _mixed;

    public Baseline() => Clear();

    /// <summary>Active days in a usual week, from discounted counts.</summary>
    public double ActiveDaysPerWeek => 7.0 * (_activeDays + .3) / (_exposedDays + 1.5);

    private float ActiveShare => (_activeDays + .3f) / (_exposedDays + 1.5f);

    /// <summary>Exposed days taken in.</summary>
    public int DaysKnown { get; private set; }

    /// <summary>Calls on an active day, on average.</summary>
    public double CallsPerActiveDay => (_countedCalls + 1) / (_activeDays + 1.0);

    public void Clear()
    {
        _habit.Clear();
        _gaps = default;
        _calls = PriorCalls;
        _weeks = PriorWeeks;
        _weight = PriorWeight;
        _habitWeight = PriorHabitWeight;
        SetProfile(PriorProfile);
        _profileCalls = _profileDays = _levelCalls = Vector256<float>.Zero;
        _levelWeeks = _activeDays = _exposedDays = _countedCalls = 0;
        _mixed = false;
        DaysKnown = 0;
    }

    public void CopyFrom(Baseline other)
    {
        _habit.CopyFrom(other._habit);
        _gaps = other._gaps;
        _calls = other._calls;
        _weeks = other._weeks;
        _weight = other._weight;
        _habitWeight = other._habitWeight;
        other._shares.AsSpan().CopyTo(_shares);
        _profileCalls = other._profileCalls;
        _profileDays = other._profileDays;
        _levelCalls = other._levelCalls;
        _levelWeeks = other._levelWeeks;
        _activeDays = other._activeDays;
        _exposedDays = other._exposedDays;
        _countedCalls = other._countedCalls;
        _mixed = other._mixed;
        DaysKnown = other.DaysKnown;
    }

    /// <summary>A week begins: its level is unknown again, and the weekday profile is read anew.</summary>
    public void StartWeek()
    {
        // A week away is none.
        if (_levelWeeks == 0)
            return;
        _levelCalls = Vector256<float>.Zero;
        _levelWeeks = 0;
        _mixed = false;
        var strength = Vector256.Create(ProfileStrength);
        var profile = (strength * PriorProfile + _profileCalls) / (strength + _profileDays);
        SetProfile(profile);
        _profileCalls *= .99f;
        _profileDays *= .99f;
    }

    private void SetProfile(Vector256<float> profile) =>
        (profile / Vector256.Sum(profile)).CopyTo(_shares);

    private static readonly Vector256<float> LongRates = Vector256.Create(1f, 1f, 1f, 1f, 1f, 0f, 0f, 0f);
    private static readonly Vector256<float> LongHabits = Vector256.Create(1f, 1f, 1f, 1f, 0f, 0f, 0f, 1f);
    private static readonly Vector256<float> LongExperts = Vector256.Create(1 / 3f, 1 / 3f, 1 / 3f, 1f, 0f, 0f, 0f, 1f);

    /// <summary>The chances that an exposed day of this weekday stays silent, and what happened is learnt.</summary>
    public SilentChance Observe(int weekday, int calls)
    {
        var share = _shares[weekday];
        var rate = _calls / _weeks;
        var shape = Shape + _levelCalls;
        var expected = rate * shape * share / (Shape + rate * _levelWeeks);
        var kappa = shape * _calls / (shape + _calls);
        var silence = ChanceOfZero.Of(expected, kappa);
        var views = _habit.Silence(weekday).WithElement(7, _gaps.Silence(ActiveShare));
        var habits = WeekdayHabit.Experts(views);
        var silent = _weight * silence;
        var silentHabits = _habitWeight * views;
        var chance = Math.Clamp((double)Vector256.Sum(silent + silentHabits), 1e-6, 1 - 1e-6);
        var steady = Math.Clamp(
            (double)Vector256.Sum(silent * LongRates + silentHabits * LongHabits)
                / Vector256.Sum(_weight * LongRates + _habitWeight * LongExperts),
            1e-6, 1 - 1e-6);

        var active = calls > 0;
        if (active)
        {
            var scale = (float)(1 / (1 - chance));
            _weight = (_weight - silent) * scale;
            _habitWeight *= (Vector256<float>.One - habits) * scale;
        }
        else
        {
            var scale = (float)(1 / chance);
            _weight = silent * scale;
            _habitWeight *= habits * scale;
        }

        // A week whose level is its own tells less of the rate: information 1/(1 + rate/shape) of a steady one.
        var information = Shape / (Shape + rate);
        _calls = PriorCalls + (_calls - PriorCalls) * Kept;
        _weeks = PriorWeeks + (_weeks - PriorWeeks) * Kept + information * share;
        _profileDays += Units[weekday] * (rate[0] * (1f / 7f));
        if (active)
        {
            // Calls of a day come in one active day: the expected number given at least one.
            var given = expected / (Vector256<float>.One - silence);
            _calls += information * given;
            _levelCalls += given;
            _profileCalls += Units[weekday] * given[0];
            _countedCalls += calls;
            _activeDays++;
            Mix();
        }
        _levelWeeks += share;
        _exposedDays++;
        _habit.Learn(weekday, active, views, habits);
        _gaps.Learn(active);
        _activeDays *= .998f;
        _countedCalls *= .998f;
        _exposedDays *= .998f;
        DaysKnown++;
        return new SilentChance(chance, steady);
    }

    private static readonly Vector256<float> UnevenRates = Vector256.Create(0f, 1f, 1f, 1f, 0f, 0f, 1f, 0f);
    private static readonly Vector256<float> BurstRates = Vector256.Create(0f, 0f, 0f, 0f, 1f, 0f, 0f, 1f);

    /// <summary>
    /// How the client calls, by the weight of the models that foretell her: unevenly from week to week, in bursts, on habitual
    /// weekdays; what is left of one is a steady rate.
    /// </summary>
    public Manner Manner => new(
        Vector256.Sum(_weight * UnevenRates),
        Vector256.Sum(_weight * BurstRates) + _habitWeight[7],
        _habitWeight[0] + _habitWeight[4] + FreeHabit * _habitWeight[3]);

    /// <summary>Weekdays that may be anything are less of a habit than appointments.</summary>
    private const float FreeHabit = .4f;

    /// <summary>Chances that each weekday is active, as seen from the start of a week.</summary>
    public void ActiveChances(Span<double> chances)
    {
        var rate = _calls / _weeks;
        var kappa = Vector256<float>.One / (Vector256<float>.One / Shape + Vector256<float>.One / _calls);
        for (var weekday = 0; weekday < 7; weekday++)
        {
            var expected = rate * _shares[weekday];
            var silence = ChanceOfZero.Of(expected, kappa);
            var views = _habit.Silence(weekday).WithElement(7, 1 - ActiveShare);
            chances[weekday] = 1 - Vector256.Sum(_weight * silence + _habitWeight * views);
        }
    }

    /// <summary>Once a week, at a sign of life, every model gets a little of its starting weight back.</summary>
    private void Mix()
    {
        if (_mixed)
            return;
        _mixed = true;
        _weight += (PriorWeight - _weight) * Floor;
        _habitWeight += (PriorHabitWeight - _habitWeight) * Floor;
    }

    private static readonly Vector256<float>[] Units =
        [.. Enumerable.Range(0, 7).Select(weekday => Vector256<float>.Zero.WithElement(weekday, 1f))];
}

/// <summary>Shares of a client's manner of calling; each 0 to 1, together at most 1.</summary>
internal readonly record struct Manner(double Uneven, double Bursts, double Habit);
