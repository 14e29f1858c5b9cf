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

    internal static double Silence = 4.8, SilenceSlope = .45;
    internal static double Fall = 4.45, FallSlope = .6;
    internal static double SilenceBelow = 4.1, HalfFall = 3.8, HalfFallSlope = .6;
    internal static double Rise = 3.2, RiseSlope = .5;
    private const double BudgetSlope = 1;

    public double BreakBySilence(Baseline usual) => Silence + SilenceSlope * Math.Log(usual.ActiveDaysPerWeek) + usual.Patience + _break;

    public double BreakByFall(Baseline usual) => Fall + FallSlope * Math.Log(usual.ActiveDaysPerWeek) + usual.Patience + _break;

    public double BelowBySilence(Baseline usual) => SilenceBelow + SilenceSlope * Math.Log(usual.ActiveDaysPerWeek) + usual.Patience + _below;

    public double BelowByFall(Baseline usual) => HalfFall + HalfFallSlope * Math.Log(usual.ActiveDaysPerWeek) + usual.Patience + _below;

    public double AboveByRise(Baseline usual) => Rise + RiseSlope * Math.Log(usual.ActiveDaysPerWeek) + _above;
}
