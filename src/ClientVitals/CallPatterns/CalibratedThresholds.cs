namespace ClientVitals.CallPatterns;

/// <summary>
/// Where the calibrated rule opens, in natural-log units. The constants were set on simulated books so that each kind of
/// opening stays within <see cref="PatternBudgets.Default"/> where nothing changed (the measuring program prints it, with
/// other seeds); a client active on more days a week has more chances of a false alarm, so her thresholds are higher.
/// </summary>
internal readonly struct CalibratedThresholds
{
    private readonly double _break, _below, _above;

    public CalibratedThresholds(PatternBudgets budgets)
    {
        _break = -Math.Log(budgets.Break) * BudgetSlope;
        _below = -Math.Log(budgets.Below / 2) * BudgetSlope;
        _above = -Math.Log(budgets.Above / 2) * BudgetSlope;
    }

    internal static double Silence = 4.5, SilenceSlope = .45;
    internal static double Fall = 4.6, FallSlope = .6;
    internal static double SilenceBelow = 3.9, HalfFall = 3.6, HalfFallSlope = .6;
    internal static double Rise = 4.2, RiseSlope = .5;
    private const double BudgetSlope = 1;

    public double BreakBySilence(double logActiveDays) => Silence + SilenceSlope * logActiveDays + _break;

    public double BreakByFall(double logActiveDays) => Fall + FallSlope * logActiveDays + _break;

    public double BelowBySilence(double logActiveDays) => SilenceBelow + SilenceSlope * logActiveDays + _below;

    public double BelowByFall(double logActiveDays) => HalfFall + HalfFallSlope * logActiveDays + _below;

    public double AboveByRise(double logActiveDays) => Rise + RiseSlope * logActiveDays + _above;
}
