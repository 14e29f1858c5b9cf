using System.Runtime.Intrinsics;
using ClientVitals.Statistics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// The running evidence that a client's pattern changed, in natural-log units, from each day's chance of silence.
/// <see cref="Silence"/> is −ln P(no active day since the last one); the sums are lower and upper CUSUMs (Moustakides 1986,
/// Höhle and Paul 2008) of the log-likelihood ratio that calls come at ρ times their usual rate: a day that is silent with chance p
/// is then silent with chance p^ρ. A silence is kept as a product, so that a silent day costs no logarithm; the sums stand as of the last
/// active day, and what the silence since then adds is worked out when it is asked for.
/// </summary>
/// <remarks>
/// The usual goes on learning within the window, and so learns the fall itself. With a gamma distributed rate known from m days,
/// the likelihood of n calls in e days is that of the usual rate times ρ when each day is compared at
/// ρ·(1 + x)/(1 + ρ·x), x = e/m: then the sum is the ratio of the two marginal likelihoods.
/// </remarks>
internal struct DriftEvidence
{
    /// <summary>A fall is one to a fifth, half a fall one to about a half, a rise one to the double.</summary>
    private const double FallRatio = 0.20, HalfRatio = .546, RiseRatio = 2.145;

    private const int Steps = 512;

    /// <summary>Days after which the usual knows no more than it forgets, and what it begins with.</summary>
    private const int LongestMemory = 400, FirstMemory = 5;

    /// <summary>A product this small is put aside as a logarithm.</summary>
    private const double Small = 1e-100;

    /// <summary>What an active day tells for a rise, by its chance of silence in steps of 1/512: ln((1 − p^ρ) / (1 − p)).</summary>
    private static readonly double[] Rising = [.. Enumerable.Range(0, Steps + 1).Select(step => step == Steps
        ? Math.Log(RiseRatio)
        : Math.Log((1 - Math.Pow(step / (double)Steps, RiseRatio)) / (1 - step / (double)Steps)))];

    private double _now, _steady, _nowAside, _steadyAside;
    private int _fallDays, _halfDays, _known;
    private double _fallMemory, _halfMemory;

    /// <summary>Evidence of a fall, of half a fall and of a rise, as of the last active day.</summary>
    public double FallBefore, HalfBefore, RiseBefore;

    /// <summary>Active days in the window of a rise, and how many were usual.</summary>
    public double RiseDays, RiseUsual;

    /// <summary>First day of each window.</summary>
    public int SilentSince, FallSince, HalfSince, RiseSince;

    /// <summary>−ln P(silence since the last active day).</summary>
    public readonly double Silence => _nowAside - Math.Log(_now);

    /// <summary>P(silence since the last active day); 0 for one smaller than anything that matters.</summary>
    public readonly double ChanceOfSilence => _nowAside == 0 ? _now : 0;

    /// <summary>The same by the models of a long memory, which do not take a fall for the new usual within weeks.</summary>
    private readonly double SteadySilence => _steadyAside - Math.Log(_steady);

    /// <summary>Evidence of half a fall, with the silence since the last active day.</summary>
    public readonly double Half => HalfBefore + (1 - Learnt(HalfRatio, _halfDays / _halfMemory)) * SteadySilence;

    /// <summary>Whether <see cref="Half"/> is certainly smaller than this; quick, and no for some that are.</summary>
    /// <param name="chance">What <see cref="HalfOfIt"/> says of the bound.</param>
    public readonly bool HalfIsBelow(double bound, double chance) =>
        HalfBefore < .5 * bound && _steady > chance && _steadyAside == 0 || HalfBefore + (1 - HalfRatio) * SteadySilence < bound;

    /// <summary>A silence likelier than this tells less than half of a bound.</summary>
    public static double HalfOfIt(double bound) => Math.Exp(-.5 * bound / (1 - HalfRatio));

    /// <summary>Evidence of a rise, with the silence since the last active day.</summary>
    public readonly double Rise => Math.Max(0, RiseBefore - (RiseRatio - 1) * Silence);

    public void Restart(int day)
    {
        ForgetSilence(day);
        FallBefore = 0;
        FallSince = day;
        _fallDays = 0;
        _fallMemory = Memory;
        ForgetHalf(day);
        ForgetRise(day);
    }

    /// <summary>Restarts everything but a silence that lasts.</summary>
    public void RestartWindows(int day)
    {
        var silence = this;
        Restart(day);
        (_now, _steady, _nowAside, _steadyAside, SilentSince) = (silence._now, silence._steady, silence._nowAside, silence._steadyAside, silence.SilentSince);
        ForgetHalf(day);
    }

    private readonly double Memory => Math.Min(_known, LongestMemory) + FirstMemory;

    /// <summary>Restarts everything, with a usual learnt from so many days.</summary>
    public void Begin(int day, int daysKnown)
    {
        _known = daysKnown;
        Restart(day);
    }

    /// <summary>The silence ends.</summary>
    public void ForgetSilence(int day)
    {
        _now = _steady = 1;
        _nowAside = _steadyAside = 0;
        SilentSince = day;
    }

    /// <summary>Takes in one exposed day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="chance">The chances that it would stay silent.</param>
    /// <param name="active">Whether it was active.</param>
    public void Add(int day, SilentChance chance, bool active)
    {
        _known++;
        _fallDays++;
        _halfDays++;
        RiseUsual += 1 - chance.Now;
        if (active)
        {
            Return(day, chance);
            return;
        }
        _now *= chance.Now;
        _steady *= chance.Steady;
        if (_now < Small || _steady < Small)
        {
            (_nowAside, _steadyAside) = (Silence, SteadySilence);
            _now = _steady = 1;
        }
    }

    private void Return(int day, SilentChance chance)
    {
        // Logarithms are most of what an active day costs, so all that it needs are taken side by side.
        var logs = Vector256.Log(Vector256.Create(_now, _steady, chance.Steady, 1 - chance.Steady));
        var (silence, steadySilence) = (_nowAside - logs[0], _steadyAside - logs[1]);
        var ratios = Vector128.Create(
            Learnt(FallRatio, (_fallDays - 1) / _fallMemory), Learnt(HalfRatio, (_halfDays - 1) / _halfMemory));
        // ln((1 − p^ρ) / (1 − p)), and what the silence before this day told.
        var told = (Vector128<double>.One - ratios) * steadySilence
            + Vector128.Log(Vector128<double>.One - Vector128.Exp(ratios * logs[2])) - Vector128.Create(logs[3]);
        FallBefore = Cusum.Next(FallBefore, told[0]);
        HalfBefore += told[1];
        RiseBefore = Cusum.Next(RiseBefore, -(RiseRatio - 1) * silence);
        if (RiseBefore == 0)
        {
            RiseDays = 0;
            RiseUsual = 1 - chance.Now;
            RiseSince = day;
        }
        var step = (int)(chance.Now * Steps);
        RiseBefore += Rising[step] + (chance.Now * Steps - step) * (Rising[step + 1] - Rising[step]);
        RiseDays++;
        ForgetSilence(day + 1);
        if (FallBefore == 0)
        {
            FallSince = day + 1;
            _fallDays = 0;
            _fallMemory = Memory;
        }
        if (HalfBefore <= 0)
            ForgetHalf(day + 1);
    }

    /// <summary>Restarts the window of half a fall, the evidence of a silence that lasts included.</summary>
    public void ForgetHalf(int day)
    {
        _halfDays = 0;
        _halfMemory = Memory;
        HalfBefore = -(1 - HalfRatio) * SteadySilence;
        HalfSince = day;
    }

    /// <summary>Restarts the window of a rise.</summary>
    public void ForgetRise(int day)
    {
        RiseBefore = RiseDays = RiseUsual = 0;
        RiseSince = day;
    }

    private static double Learnt(double ratio, double x) => ratio * (1 + x) / (1 + ratio * x);

    /// <summary>
    /// Whether the rise is large enough to speak of. Someone who never misses beats a usual of nine in ten every week, and in
    /// time that is sure, but it is no rise.
    /// </summary>
    public readonly bool RiseIsLarge => RiseDays >= LargeRise * RiseUsual;

    private const double LargeRise = 1.3;

    /// <summary>As it would stand if today turned out active: what a call seen this morning already means.</summary>
    public readonly DriftEvidence WithCallToday()
    {
        var lowered = this;
        lowered.HalfBefore = Math.Max(0, Half + Math.Log(Learnt(HalfRatio, _halfDays / _halfMemory)));
        lowered.ForgetSilence(SilentSince);
        return lowered;
    }
}

/// <summary>The chances that a day stays silent.</summary>
/// <param name="Now">As all models say.</param>
/// <param name="Steady">As those of a long memory say, which do not take a fall for the new usual within weeks.</param>
internal readonly record struct SilentChance(double Now, double Steady);
