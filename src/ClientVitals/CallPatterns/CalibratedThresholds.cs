namespace ClientVitals.CallPatterns;

/// <summary>
/// Evidence weighed for its client, in natural-log units: a client active on more days a week has more chances of a false alarm,
/// a kept appointment tells more per day of waiting, bursts tell less. What is left compares with one constant for everybody.
/// The constants were set on simulated books so that each kind of opening stays within <see cref="PatternBudgets.Default"/>
/// where nothing changed; the measuring program prints it, with other seeds.
/// </summary>
internal readonly struct CalibratedThresholds
{
    private const double Silence = 4.9, SilenceSlope = .45;
    private const double Fall = 4.55, FallSlope = .6;
    private const double SilenceBelow = 4.1, HalfFall = 3.8;
    private const double Rise = 3.2, RiseSlope = .5;

    public CalibratedThresholds(PatternBudgets budgets)
    {
        Break = Silence - Math.Log(budgets.Break / PatternBudgets.Default.Break);
        Below = SilenceBelow - Math.Log(budgets.Below / PatternBudgets.Default.Below);
        Above = Rise - Math.Log(budgets.Above / PatternBudgets.Default.Above);
    }

    /// <summary>Where each status opens.</summary>
    public double Break { get; }

    public double Below { get; }

    public double Above { get; }

    /// <summary>How far a client is out of her pattern, comparable with <see cref="Break"/>.</summary>
    public static double BreakScore(DriftEvidence evidence, Baseline usual)
    {
        var log = Math.Log(usual.ActiveDaysPerWeek);
        return Math.Max(
            evidence.Silence - SilenceSlope * log, evidence.Break + (Silence - Fall) - FallSlope * log) - usual.Patience;
    }

    /// <summary>First day of the window that tells most: since the last active day, or since the fall began.</summary>
    public static int Window(DriftEvidence evidence, Baseline usual) =>
        evidence.Silence + (FallSlope - SilenceSlope) * Math.Log(usual.ActiveDaysPerWeek) >= evidence.Break + (Silence - Fall)
            ? evidence.SilentSince
            : Math.Min(evidence.SilentSince, evidence.BreakSince);

    /// <summary>How far a client is below her pattern, comparable with <see cref="Below"/>.</summary>
    public static double BelowScore(DriftEvidence evidence, Baseline usual)
    {
        var log = Math.Log(usual.ActiveDaysPerWeek);
        return Math.Max(
            evidence.Silence - SilenceSlope * log, evidence.Below + (SilenceBelow - HalfFall) - FallSlope * log) - usual.Patience;
    }

    /// <summary>How far a client is above her pattern, comparable with <see cref="Above"/>.</summary>
    public static double AboveScore(DriftEvidence evidence, Baseline usual) =>
        evidence.RiseIsLarge ? evidence.Above - RiseSlope * Math.Log(usual.ActiveDaysPerWeek) : 0;
}
