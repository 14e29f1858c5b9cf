using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns;

/// <summary>
/// The running evidence that a client left her pattern, in natural-log units, from each day's chance of silence.
/// <see cref="Silence"/> is −ln P(no active day since the last one); the sums are lower and upper CUSUMs (Moustakides 1986,
/// Höhle and Paul 2008) of the log-likelihood ratio that calls come at ρ times their usual rate: a day that is silent with chance p
/// is then silent with chance p^ρ.
/// </summary>
/// <remarks>
/// The usual goes on learning within the window, and so learns the fall itself. With a gamma distributed rate known from m days,
/// the likelihood of n calls in e days is that of the usual rate times ρ when each day is compared at
/// ρ·(1 + x)/(1 + ρ·x), x = e/m: then the sum is the ratio of the two marginal likelihoods, exactly.
/// </remarks>
internal struct DriftEvidence
{
    /// <summary>A break looks for a fall to a fifth, below for one to about a half, above for a rise to the double.</summary>
    private const double BreakRatio = .21, BelowRatio = .546, AboveRatio = 2.145;

    private const int Steps = 512;

    /// <summary>Days after which the usual knows no more than it forgets, and what it begins with.</summary>
    private const int LongestMemory = 400, FirstMemory = 5;

    /// <summary>What an active day tells for a rise, by its chance of silence in steps of 1/512: ln((1 − p^ρ) / (1 − p)).</summary>
    private static readonly double[] Rising = [.. Enumerable.Range(0, Steps + 1).Select(step => step == Steps
        ? Math.Log(AboveRatio)
        : Math.Log((1 - Math.Pow(step / (double)Steps, AboveRatio)) / (1 - step / (double)Steps)))];

    /// <summary>−ln P(silence since the last active day).</summary>
    public double Silence;

    /// <summary>Evidence of a fall towards a fifth, towards a half, and of a rise towards the double.</summary>
    public double Break, Below, Above;

    /// <summary>Active days in the window of a rise, and how many were usual.</summary>
    public double RiseDays, RiseUsual;

    /// <summary>First day of each window.</summary>
    public int SilentSince, BreakSince, BelowSince, AboveSince;

    /// <summary>Exposed days since the window of a fall began, over how many the usual was learnt before: x above.</summary>
    private int _breakDays, _belowDays, _known;
    private double _breakMemory, _belowMemory;

    public void Restart(int day)
    {
        Silence = Break = Below = Above = RiseDays = RiseUsual = 0;
        SilentSince = BreakSince = BelowSince = AboveSince = day;
        _breakDays = _belowDays = 0;
        _breakMemory = _belowMemory = Memory;
    }

    private readonly double Memory => Math.Min(_known, LongestMemory) + FirstMemory;

    /// <summary>Everything begins anew, with a usual learnt from so many days.</summary>
    public void Begin(int day, int daysKnown)
    {
        _known = daysKnown;
        Restart(day);
    }

    /// <summary>Takes in one exposed day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="chance">The chances that it would stay silent.</param>
    /// <param name="active">Whether it was active.</param>
    public void Add(int day, SilentChance chance, bool active)
    {
        _known++;
        var logs = Vector256.Log(Vector256.Create(chance.Now, chance.Steady, 1, 1));
        var (now, steady) = (logs[0], logs[1]);
        var breakRatio = Learnt(BreakRatio, _breakDays++ / _breakMemory);
        var belowRatio = Learnt(BelowRatio, _belowDays++ / _belowMemory);
        RiseUsual += 1 - chance.Now;
        if (active)
        {
            RiseDays++;
            Silence = 0;
            SilentSince = day + 1;
            // ln((1 − p^ρ) / (1 − p))
            var powers = Vector256.Exp(Vector256.Create(breakRatio * steady, belowRatio * steady, 0, 0));
            var falling = Vector256.Log((Vector256<double>.One - powers).WithElement(2, 1).WithElement(3, 1 - chance.Steady));
            Break += falling[0] - falling[3];
            Below += falling[1] - falling[3];
            var step = (int)(chance.Now * Steps);
            Above += Rising[step] + (chance.Now * Steps - step) * (Rising[step + 1] - Rising[step]);
        }
        else
        {
            Silence -= now;
            Break -= (1 - breakRatio) * steady;
            Below -= (1 - belowRatio) * steady;
            Above += (AboveRatio - 1) * now;
        }
        if (Break <= 0)
        {
            Break = 0;
            BreakSince = day + 1;
            _breakDays = 0;
            _breakMemory = Memory;
        }
        if (Below <= 0)
            ForgetBelow(day + 1);
        if (Above <= 0)
            ForgetRise(day + 1);
    }

    /// <summary>The window of a half fall begins anew.</summary>
    public void ForgetBelow(int day)
    {
        Below = 0;
        BelowSince = day;
        _belowDays = 0;
        _belowMemory = Memory;
    }

    /// <summary>The window of a rise begins anew.</summary>
    public void ForgetRise(int day)
    {
        Above = RiseDays = RiseUsual = 0;
        AboveSince = day;
    }

    private static double Learnt(double ratio, double x) => ratio * (1 + x) / (1 + ratio * x);

    /// <summary>
    /// Whether the rise is large enough to speak of. Someone who never misses beats a usual of nine in ten every week, and in
    /// time that is sure, but it is no rise.
    /// </summary>
    public readonly bool RiseIsLarge => RiseDays >= RiseRatio * RiseUsual;

    private const double RiseRatio = 1.3;

    /// <summary>As it would stand if today turned out active: what a call seen this morning already means.</summary>
    public readonly DriftEvidence WithCallToday()
    {
        var lowered = this;
        lowered.Silence = 0;
        lowered.Break = Math.Max(0, Break + Math.Log(Learnt(BreakRatio, _breakDays / _breakMemory)));
        lowered.Below = Math.Max(0, Below + Math.Log(Learnt(BelowRatio, _belowDays / _belowMemory)));
        return lowered;
    }
}

/// <summary>The chances that a day stays silent.</summary>
/// <param name="Now">As all models say.</param>
/// <param name="Steady">As those of a long memory say, which do not take a fall for the new usual within weeks.</param>
internal readonly record struct SilentChance(double Now, double Steady);
