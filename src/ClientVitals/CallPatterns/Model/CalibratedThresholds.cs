namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// Evidence weighed for its client, in natural-log units, so that what is left compares with one number for everybody: −ln of the
/// budget per client-week. How much each client's evidence is weighed depends on two things learnt of them: how often they are active
/// (who is active more often has more chances of a false alarm; below one day in two weeks an alarm is also open long) and in what
/// style. The uncertainty of a young usual is in the evidence itself. The numbers keep the delays after a full stop and a fall short at the budget, over simulated
/// families and two public logs; the measuring programs print what they do with other seeds and logs.
/// </summary>
internal readonly struct CalibratedThresholds
{
    /// <summary>Active days a week at the nodes of the table; between them it runs straight in the logarithm.</summary>
    internal static readonly double[] SilenceNodes = [.35, .6, .85, 1.3, 2.2, 4.5];

    /// <summary>Where silence opens a break.</summary>
    internal static readonly double[] Silence = [5, 4.43, 4.7, 5.54, 5.6, 6.37];

    /// <summary>How far below a break the same silence is worth a word; where half a fall is; where a rise is.</summary>
    private const double SilenceBelow = .75, HalfFall = 4.3, HalfFallSlope = .3, RiseSlope = .5;

    /// <summary>Where a rise opens ABOVE for someone active once a week.</summary>
    internal const double Rise = 3.2;

    /// <summary>What the calling style adds to the threshold.</summary>
    private static readonly StyleShares SilenceStyleShift = new(.08, -.5, .7), FallStyleShift = new(.07, .11, .07);

    /// <summary>
    /// A silence weighs more for someone who had called less than usual before it: by the evidence of a fall, up to so much of it.
    /// The rate of clients who call unevenly or in bursts falls and rises without a change; their falls count for nothing.
    /// </summary>
    private const double MostFall = 2;

    private static readonly Table SilenceTable = new(SilenceNodes, Silence, .3, .5);

    public CalibratedThresholds(PatternBudgets budgets, BookCalibration calibration)
    {
        Break = Of(budgets.Break) + calibration.ThresholdShift;
        Below = Of(budgets.Below) + calibration.ThresholdShift;
        Above = Of(budgets.Above);
        var larger = Math.Min(Break - DefaultBreak, Below - DefaultBelow);
        var silence = Silence.Min() - SilenceBelow + Least(SilenceStyleShift) + larger;
        _silence = Math.Exp(-(silence - LittleFall));
        _silenceAfterFall = Math.Exp(-(silence - MostFall));
        _half = HalfFall + HalfFallSlope * Rarest + Least(FallStyleShift) + larger;
        _halfChance = DriftEvidence.HalfOfIt(_half);
        _rise = Rise + RiseSlope * Rarest + Above - DefaultBelow;
    }

    private const double LittleFall = .3;

    private readonly double _silence, _silenceAfterFall, _half, _halfChance, _rise;

    /// <summary>Nobody is active less often than once in half a year and still known, in logs of days a week.</summary>
    private static readonly double Rarest = Math.Log(1 / 26.0);

    /// <summary>Whether nothing can open for any client: so it is on most days.</summary>
    public bool IsFar(in DriftEvidence evidence) =>
        evidence.ChanceOfSilence > (evidence.FallBefore < LittleFall ? _silence : _silenceAfterFall)
        && evidence.RiseBefore < _rise
        && evidence.HalfIsBelow(_half, _halfChance);

    /// <summary>Where each status opens.</summary>
    public double Break { get; }

    public double Below { get; }

    public double Above { get; }

    /// <summary>How far a client is out of pattern, comparable with <see cref="Break"/>.</summary>
    public static double BreakScore(DriftEvidence evidence, Baseline usual) =>
        DefaultBreak + SilenceScore(evidence, usual, Math.Log(usual.ActiveDaysPerWeek), usual.Styles);

    /// <summary>How far beyond the threshold of the default budget.</summary>
    public static double BeyondDefault(in DriftEvidence evidence, Baseline usual) =>
        SilenceScore(evidence, usual, Math.Log(usual.ActiveDaysPerWeek), usual.Styles);

    /// <summary>First day of the window that tells most: since the last active day, or since the fall before it began.</summary>
    public static int Window(DriftEvidence evidence) =>
        evidence.FallBefore >= MostFall ? Math.Min(evidence.SilentSince, evidence.FallSince) : evidence.SilentSince;

    /// <summary>How far a client is below their usual, comparable with <see cref="Below"/>.</summary>
    public static double BelowScore(DriftEvidence evidence, Baseline usual) => FallScores(evidence, usual).Below;

    /// <summary>Both scores of a fall at the price of one: <see cref="BreakScore"/> and <see cref="BelowScore"/>.</summary>
    public static (double Break, double Below) FallScores(in DriftEvidence evidence, Baseline usual)
    {
        var often = Math.Log(usual.ActiveDaysPerWeek);
        var style = usual.Styles;
        var silence = SilenceScore(evidence, usual, often, style);
        var fall = evidence.Half - HalfFall - HalfFallSlope * often - StyleShift(FallStyleShift, style);
        return (DefaultBreak + silence, DefaultBelow + Math.Max(SilenceBelow + silence, fall));
    }

    /// <summary>How far a client is above their usual, comparable with <see cref="Above"/>.</summary>
    public static double AboveScore(DriftEvidence evidence, Baseline usual) =>
        evidence.RiseIsLarge ? DefaultBelow + evidence.Rise - Rise - RiseSlope * Math.Log(usual.ActiveDaysPerWeek) : 0;

    private static readonly double DefaultBreak = Of(PatternBudgets.Default.Break), DefaultBelow = Of(PatternBudgets.Default.Below);

    private static double Of(double budget) => -Math.Log(budget / 100);

    private static double SilenceScore(in DriftEvidence evidence, Baseline usual, double often, StyleShares style)
    {
        var silence = evidence.Silence;
        // A fall alone is no silence: it adds at most as much as there is.
        var fall = Math.Max(0, 1 - style.Uneven - style.Bursts) * Math.Min(silence, Math.Min(evidence.FallBefore, MostFall));
        return silence + fall - SilenceTable.At(often) - StyleShift(SilenceStyleShift, style);
    }

    private static double StyleShift(StyleShares per, StyleShares style) =>
        per.Uneven * style.Uneven + per.Habit * style.Habit + per.Bursts * style.Bursts;

    private static double Least(StyleShares per) => Math.Min(0, Math.Min(per.Bursts, Math.Min(per.Uneven, per.Habit)));

    /// <summary>A table over how often a client is active, straight between its nodes in the logarithm, level beyond its reach.</summary>
    private sealed class Table
    {
        private readonly double[] _nodes, _values;
        private readonly double _low, _high;

        public Table(double[] nodes, double[] values, double reachBelow, double reachAbove)
        {
            _nodes = Array.ConvertAll(nodes, Math.Log);
            _values = values;
            _low = _nodes[0] - reachBelow;
            _high = _nodes[^1] + reachAbove;
        }

        public double At(double often)
        {
            often = Math.Clamp(often, _low, _high);
            var node = 0;
            while (node < _nodes.Length - 2 && often >= _nodes[node + 1])
                node++;
            return _values[node] + (_values[node + 1] - _values[node]) * (often - _nodes[node]) / (_nodes[node + 1] - _nodes[node]);
        }
    }
}
