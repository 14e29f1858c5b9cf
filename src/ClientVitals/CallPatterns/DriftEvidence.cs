using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns;

/// <summary>
/// The running evidence that a client left her pattern, in natural-log units, from each day's chance of silence.
/// <see cref="Silence"/> is −ln P(no active day since the last one); the sums are lower and upper CUSUMs (Moustakides 1986,
/// Höhle and Paul 2008) of the log-likelihood ratio that active days come at ρ times their usual chance.
/// </summary>
internal struct DriftEvidence
{
    /// <summary>Ratios that signal an effect beyond −50 %, −25 % and +50 %: the sizes of the documented thresholds.</summary>
    private const double BreakRatio = .25, BelowRatio = .546, AboveRatio = 2.145;

    private const int Steps = 512;

    private static readonly double LogBreakRatio = Math.Log(BreakRatio), LogBelowRatio = Math.Log(BelowRatio);

    /// <summary>What an active day tells for a rise, by its chance of silence in steps of 1/512: ln((1 − p^ρ) / (1 − p)).</summary>
    private static readonly double[] Rising = [.. Enumerable.Range(0, Steps + 1).Select(step => step == Steps
        ? Math.Log(AboveRatio)
        : Math.Log((1 - Math.Pow(step / (double)Steps, AboveRatio)) / (1 - step / (double)Steps)))];

    /// <summary>−ln P(silence since the last active day).</summary>
    public double Silence;

    /// <summary>Evidence of a fall towards a quarter, towards a half, and of a rise towards the double.</summary>
    public double Break, Below, Above;

    /// <summary>Active days in the window of a rise, and how many were usual.</summary>
    public double RiseDays, RiseUsual;

    /// <summary>First day of each window.</summary>
    public int SilentSince, BreakSince, BelowSince, AboveSince;

    public void Restart(int day)
    {
        Silence = Break = Below = Above = RiseDays = RiseUsual = 0;
        SilentSince = BreakSince = BelowSince = AboveSince = day;
    }

    /// <summary>Takes in one exposed day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="silent">The chance that it would stay silent, 0 &lt; chance &lt; 1.</param>
    /// <param name="active">Whether it was active.</param>
    public void Add(int day, double silent, bool active)
    {
        RiseUsual += 1 - silent;
        if (active)
        {
            RiseDays++;
            Silence = 0;
            SilentSince = day + 1;
            Break += LogBreakRatio;
            Below += LogBelowRatio;
            var step = (int)(silent * Steps);
            Above += Rising[step] + (silent * Steps - step) * (Rising[step + 1] - Rising[step]);
        }
        else
        {
            var chance = 1 - silent;
            var logs = Vector256.Log(Vector256.Create(silent, 1 - BreakRatio * chance, 1 - BelowRatio * chance, 1));
            Silence -= logs[0];
            Break += logs[1] - logs[0];
            Below += logs[2] - logs[0];
            Above += (AboveRatio - 1) * logs[0];
        }
        if (Break <= 0)
        {
            Break = 0;
            BreakSince = day + 1;
        }
        if (Below <= 0)
        {
            Below = 0;
            BelowSince = day + 1;
        }
        if (Above <= 0)
        {
            Above = RiseDays = RiseUsual = 0;
            AboveSince = day + 1;
        }
    }

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
        lowered.Break = Math.Max(0, Break + LogBreakRatio);
        lowered.Below = Math.Max(0, Below + LogBelowRatio);
        return lowered;
    }
}
