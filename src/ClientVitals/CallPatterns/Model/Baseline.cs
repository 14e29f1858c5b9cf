using System.Runtime.Intrinsics;
using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// The predictive distribution of one client's days, updated day by day: a Bayesian average of models, each weighted by how well it
/// predicted this client so far. Seven are rates of calls with a weekday profile whose weekly level varies by a gamma distribution (from steady to ragged; two
/// memories), one is a steady rate that comes in bursts (<see cref="BurstHazard"/>), three are habits of weekdays
/// (<see cref="WeekdayHabit"/>). The uncertainty of each rate is carried into its prediction. What clients share is where they
/// begin: the prior (<see cref="BookPrior"/>).
/// </summary>
/// <remarks>
/// Discounting of gamma counts: Harvey and Fernandes 1989. The gamma-mixed prediction (1 + h/κ)^−κ is the negative binomial's
/// chance of zero. Weights are put in proportion only where a day was active: through a silence each is multiplied by what its model
/// said of the day, and the chance of the day is the share of their sum that is left.
/// </remarks>
internal sealed partial class Baseline
{
    private const float Floor = .00042f;

    /// <summary>Below this the weights of a long silence are brought back to a sum of one, before a float ends.</summary>
    private const float Small = 1e-9f, Tiny = 1e-30f;

    private readonly WeekdayHabit _habit = new();
    private readonly float[] _shares = new float[8];
    private BookPrior _prior = BookPrior.Shipped;
    private BurstHazard _bursts;
    private Vector256<float> _priorCalls, _priorWeeks;
    private Vector256<float> _calls, _weeks, _information, _weight, _habitWeight, _levelCalls, _profileCalls, _profileDays;
    private float _total, _steadyTotal, _levelWeeks, _steadyRate;
    private float _activeDays, _exposedDays, _countedCalls;
    private bool _mixed;

    public Baseline() => Clear(BookPrior.Shipped);

    /// <summary>Active days in a usual week, from discounted counts.</summary>
    public double ActiveDaysPerWeek => 7.0 * ActiveShare;

    private float ActiveShare => (_activeDays + .3f) / (_exposedDays + 1.5f);

    /// <summary>Exposed days taken in.</summary>
    public int DaysKnown { get; private set; }

    /// <summary>Calls on an active day, on average.</summary>
    public double CallsPerActiveDay => (_countedCalls + 1) / (_activeDays + 1.0);

    /// <summary>The posterior of the client now.</summary>
    public ClientPosterior Posterior => new(_weight, _habitWeight, _profileCalls, _profileDays, _calls[0], _weeks[0]);

    /// <summary>Forgets everything: a prior.</summary>
    public void Clear(BookPrior prior)
    {
        _prior = prior;
        _priorCalls = Vector256.Create(prior.Calls);
        _priorWeeks = Vector256.Create(prior.Weeks);
        _habit.Clear();
        _bursts = default;
        _calls = _weeks = _profileCalls = _profileDays = _levelCalls = Vector256<float>.Zero;
        _weight = prior.Rates;
        _habitWeight = prior.Habits;
        _levelWeeks = _activeDays = _exposedDays = _countedCalls = 0;
        _mixed = false;
        DaysKnown = 0;
        SetProfile(prior.Profile);
        Weigh();
        ReadRates();
    }

    public void CopyFrom(Baseline other)
    {
        _prior = other._prior;
        (_priorCalls, _priorWeeks, _bursts) = (other._priorCalls, other._priorWeeks, other._bursts);
        _habit.CopyFrom(other._habit);
        (_calls, _weeks, _information, _levelCalls) = (other._calls, other._weeks, other._information, other._levelCalls);
        (_weight, _habitWeight) = (other._weight, other._habitWeight);
        (_total, _steadyTotal, _steadyRate, _levelWeeks) = (other._total, other._steadyTotal, other._steadyRate, other._levelWeeks);
        (_profileCalls, _profileDays) = (other._profileCalls, other._profileDays);
        other._shares.AsSpan().CopyTo(_shares);
        (_activeDays, _exposedDays, _countedCalls) = (other._activeDays, other._exposedDays, other._countedCalls);
        _mixed = other._mixed;
        DaysKnown = other.DaysKnown;
    }

    /// <summary>A week begins: its level is unknown again, and the weekday profile is updated.</summary>
    public void StartWeek()
    {
        // A week without an exposed day leaves the level as it was.
        if (_levelWeeks == 0)
            return;
        _levelCalls = Vector256<float>.Zero;
        _levelWeeks = 0;
        _mixed = false;
        var strength = Vector256.Create(ProfileStrength);
        SetProfile((strength * _prior.Profile + _profileCalls) / (strength + _profileDays));
        _profileCalls *= .99f;
        _profileDays *= .99f;
        ReadRates();
    }

    private void SetProfile(Vector256<float> profile) => (profile / Vector256.Sum(profile)).CopyTo(_shares);

    /// <summary>
    /// What a week tells of each rate: one whose level is its own tells less, 1/(1 + rate/shape) of a steady one. Read once a week.
    /// </summary>
    private void ReadRates()
    {
        var (calls, weeks) = (_priorCalls + _calls, _priorWeeks + _weeks);
        _information = Shape * weeks / (Shape * weeks + calls);
        _steadyRate = calls[0] / weeks[0] * (1f / 7f);
    }

    /// <summary>The chances that an exposed day of this weekday stays silent, and what happened is learnt.</summary>
    public SilentChance Observe(int weekday, int calls)
    {
        var share = _shares[weekday];
        var shares = Vector256.Create(share).WithElement(BurstLane, share * _bursts.NextDay());
        var (known, weeks, shape) = (_priorCalls + _calls, _priorWeeks + _weeks, Shape + _levelCalls);
        // h/κ of the calls h expected given the week so far, κ = shape·calls/(shape + calls).
        var odds = shares * (shape + known) / (weeks * Shape + known * _levelWeeks);
        var kappa = shape * known / (shape + known);
        var silence = NegativeBinomialZero.OfOdds(odds, kappa);
        var views = _habit.Silence(weekday);
        var habits = WeekdayHabit.Experts(views);
        var silent = _weight * silence;
        var silentHabits = _habitWeight * views;
        var total = Vector256.Sum(silent + silentHabits);
        var steady = Vector256.Sum(silent * LongRates + silentHabits * LongHabits);
        var chance = new SilentChance(
            Math.Clamp(total / (double)_total, Least, 1 - Least),
            Math.Clamp((steady + Tiny) / (double)(_steadyTotal + Tiny), Least, 1 - Least));

        var inBursts = share * known[BurstLane] / weeks[BurstLane];
        _calls *= Kept;
        _weeks = _weeks * Kept + _information * shares;
        _profileDays += Lanes.Units[weekday] * _steadyRate;
        var active = calls > 0;
        if (active)
        {
            var scale = (float)(1 / ((1 - chance.Now) * _total));
            _weight = (_weight - silent) * scale;
            _habitWeight *= (Vector256<float>.One - habits) * scale;
            // Calls of a day come in one active day: the expected number given at least one.
            var given = odds * kappa / (Vector256<float>.One - silence);
            _calls += _information * given;
            _levelCalls += given;
            _profileCalls += Lanes.Units[weekday] * given[0];
            _bursts.Learn(inBursts, given[BurstLane]);
            _countedCalls += calls;
            _activeDays++;
            Mix();
            Weigh();
        }
        else
        {
            _weight = silent;
            _habitWeight *= habits;
            (_total, _steadyTotal) = (total, steady);
            _bursts.Learn(inBursts, 0);
            if (total < Small)
                Rescale();
        }
        _levelWeeks += share;
        _exposedDays++;
        _habit.Learn(weekday, active, views, habits);
        _activeDays *= .998f;
        _countedCalls *= .998f;
        _exposedDays *= .998f;
        DaysKnown++;
        return chance;
    }

    private const double Least = 1e-6;

    /// <summary>An expert of three views takes three lanes; it counts once.</summary>
    private void Weigh()
    {
        _total = Vector256.Sum(_weight + _habitWeight * OneLane);
        _steadyTotal = Vector256.Sum(_weight * LongRates + _habitWeight * (OneLane * LongHabits));
    }

    private void Rescale()
    {
        var scale = 1 / _total;
        _weight *= scale;
        _habitWeight *= scale;
        _total = 1;
        _steadyTotal *= scale;
    }

    /// <summary>
    /// The calling style, by the posterior weight of the models: unevenly from week to week, on habitual
    /// weekdays, or in bursts; what is left of one is a steady rate.
    /// </summary>
    public StyleShares Styles
    {
        get
        {
            var all = 1.0 / _total;
            return new StyleShares(
                Vector256.Sum(_weight * UnevenRates) * all,
                (_habitWeight[0] + _habitWeight[4] + FreeHabit * _habitWeight[3]) * all,
                _weight[BurstLane] * all);
        }
    }

    /// <summary>Weekdays that may be anything are less of a habit than appointments.</summary>
    private const float FreeHabit = .4f;

    /// <summary>Chances that each weekday is active, as seen from the start of a week.</summary>
    public void ActiveChances(Span<double> chances)
    {
        var (calls, weeks) = (_priorCalls + _calls, _priorWeeks + _weeks);
        var kappa = Shape * calls / (Shape + calls);
        var rates = calls / weeks;
        // Over a whole week bursts and pauses between them are what a steady rate makes of them.
        rates = rates.WithElement(BurstLane, rates[0]);
        for (var weekday = 0; weekday < 7; weekday++)
        {
            var silence = NegativeBinomialZero.OfOdds(rates * _shares[weekday] / kappa, kappa);
            var silent = Vector256.Sum(_weight * silence + _habitWeight * _habit.Silence(weekday));
            chances[weekday] = 1 - silent / _total;
        }
    }

    /// <summary>Once a week, on an active day, every model gets a little of its starting weight back.</summary>
    private void Mix()
    {
        if (_mixed)
            return;
        _mixed = true;
        _weight += (_prior.Rates - _weight) * Floor;
        _habitWeight += (_prior.Habits - _habitWeight) * Floor;
    }
}

/// <summary>Posterior weights of the calling styles; each 0 to 1, together at most 1.</summary>
internal readonly record struct StyleShares(double Uneven, double Habit, double Bursts);
