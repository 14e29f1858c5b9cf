using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.Risk;

/// <summary>One client-day of the past: what could be seen, and whether silence followed.</summary>
/// <param name="Client">A number for the client: their days belong together.</param>
/// <param name="Day">The day (<see cref="DateOnly.DayNumber"/>).</param>
public readonly record struct RiskCase(int Client, int Day, RiskSigns Signs, bool Silent);

/// <summary>
/// Learns from a book's own past how probable silence is. Each way of correcting is fitted to the earlier mornings and judged by its logarithmic score on
/// the latest; the best is fitted again to all. What the product comes with is one of the ways, the others are drawn towards it, and they must be surely
/// better: a month that was unlike the next one costs more than a correction gains.
/// </summary>
/// <remarks>
/// The straight ways are logistic regressions with a normal prior around what is shipped (ridge), older mornings weighing less. On the best of them an
/// isotonic fit is tried, which sees beside each case what the straight line says of it.
/// </remarks>
public static class RiskCurveFit
{
    /// <summary>
    /// Fewer client-days followed by silence, or by a call, than this teach nothing: below about a hundred events a correction of a prediction model does
    /// more harm than good (Vergouwe and others 2005; Collins, Ogundimu and Altman 2016).
    /// </summary>
    public const int FewestOfEach = 100;

    /// <summary>Standard errors by which the losses must be smaller.</summary>
    private const double SureBy = 3;

    /// <summary>Of the priors of the constant and of each slope: what about a hundred events tell, too.</summary>
    private const double ConstantPrecision = 100, SlopePrecision = 100;

    /// <summary>Cases that the straight line counts as beside an isotonic fit.</summary>
    private const double StraightCases = 3000;

    /// <summary>What a morning still weighs beside one that is thirty days younger.</summary>
    private const double KeptInAMonth = .7;

    private static readonly Recalibration[] Straight = [Recalibration.Platt, Recalibration.Weighed, Recalibration.Model];

    /// <summary>The best way for these cases.</summary>
    /// <param name="horizon">Days.</param>
    public static RiskCurve Of(IReadOnlyList<RiskCase> cases, int horizon)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var shipped = RiskStack.Shipped(horizon);
        var silent = cases.Count(one => one.Silent);
        if (silent < FewestOfEach || cases.Count - silent < FewestOfEach)
            return RiskCurve.Shipped(horizon) with { Cases = cases.Count, Silent = silent };
        var (learned, judged) = Split(cases);
        if (learned.Length == 0 || judged.Length == 0)
            return Fit(Recalibration.Shipped, bends: false, cases, shipped);
        var (best, bends) = (Recalibration.Shipped, false);
        var least = Losses(RiskCurve.Shipped(horizon), judged);
        foreach (var kind in Straight)
        {
            var losses = Losses(Fit(kind, bends: false, learned, shipped), judged);
            if (IsSurelyLess(losses, Losses(RiskCurve.Shipped(horizon), judged)) && losses.Average() < least.Average())
                (best, least) = (kind, losses);
        }
        bends = IsSurelyLess(Losses(Fit(best, bends: true, learned, shipped), judged), least);
        return Fit(best, bends, cases, shipped);
    }

    /// <summary>Whether the first losses are smaller on average, by more than <see cref="SureBy"/> standard errors.</summary>
    private static bool IsSurelyLess(double[] losses, double[] than)
    {
        double count = losses.Length, sum = 0, squares = 0;
        for (var i = 0; i < losses.Length; i++)
        {
            var gain = than[i] - losses[i];
            (sum, squares) = (sum + gain, squares + gain * gain);
        }
        var mean = sum / count;
        return count > 1 && mean > SureBy * Math.Sqrt(Math.Max(0, squares / count - mean * mean) / (count - 1));
    }

    /// <summary>The mean logarithmic score, −ln of the probability given to what happened.</summary>
    public static double Loss(RiskCurve curve, IReadOnlyCollection<RiskCase> cases) => cases is null or { Count: 0 } ? 0 : Losses(curve, cases).Average();

    private static double[] Losses(RiskCurve curve, IEnumerable<RiskCase> cases) => [.. cases.Select(one =>
    {
        var chance = Math.Clamp(curve.Probability(one.Signs), 1e-4, 1 - 1e-4);
        return -Math.Log(one.Silent ? chance : 1 - chance);
    })];

    /// <summary>One way fitted to cases.</summary>
    internal static RiskCurve Fit(Recalibration kind, bool bends, IReadOnlyList<RiskCase> cases, RiskStack shipped)
    {
        var stack = kind switch
        {
            Recalibration.Platt => Platt(cases, shipped),
            Recalibration.Model => Platt(cases, RiskStack.Model),
            Recalibration.Weighed => Weighed(cases, shipped, ConstantPrecision, SlopePrecision),
            _ => shipped,
        };
        return new RiskCurve(kind, stack, bends ? Isotonic(cases, stack) : null, cases.Count, cases.Count(one => one.Silent));
    }

    /// <summary>The weights themselves, drawn towards given ones.</summary>
    internal static RiskStack Weighed(IReadOnlyList<RiskCase> cases, RiskStack toward, double constantPrecision, double slopePrecision)
    {
        var features = new double[cases.Count * RiskSigns.Width];
        for (var i = 0; i < cases.Count; i++)
            cases[i].Signs.Write(features.AsSpan(i * RiskSigns.Width, RiskSigns.Width));
        return RiskStack.Of(LogisticFit.Of(
            features, RiskSigns.Width, Targets(cases), toward.Coefficients, [constantPrecision, slopePrecision, slopePrecision, slopePrecision], Weights(cases)));
    }

    private static RiskStack Platt(IReadOnlyList<RiskCase> cases, RiskStack shipped)
    {
        double[] logits = [.. cases.Select(one => shipped.Logit(one.Signs))];
        var fitted = LogisticFit.Of(logits, 1, Targets(cases), [0, 1], [ConstantPrecision, SlopePrecision], Weights(cases));
        return shipped.Scaled(fitted[0], fitted[1]);
    }

    /// <summary>Beside each case what the straight line says of it: the fit bends away from it only as far as the cases ask for it.</summary>
    private static IsotonicFit Isotonic(IReadOnlyList<RiskCase> cases, RiskStack stack)
    {
        var (count, own) = (cases.Count, Weights(cases));
        var (places, values, weights) = (new double[2 * count], new double[2 * count], new double[2 * count]);
        for (var i = 0; i < count; i++)
        {
            places[i] = places[count + i] = stack.Logit(cases[i].Signs);
            (values[i], weights[i]) = (cases[i].Silent ? 1 : 0, own[i]);
            (values[count + i], weights[count + i]) = (LogisticFit.Probability(places[i]), StraightCases / count);
        }
        return IsotonicFit.Of(places, values, weights);
    }

    /// <summary>Older mornings count less: base rates move.</summary>
    private static double[] Weights(IReadOnlyList<RiskCase> cases)
    {
        var last = cases.Max(one => one.Day);
        return [.. cases.Select(one => Math.Pow(KeptInAMonth, (last - one.Day) / 30.0))];
    }

    private static double[] Targets(IReadOnlyList<RiskCase> cases) => LogisticFit.PlattTargets([.. cases.Select(one => one.Silent)]);

    /// <summary>Earlier days to learn from and the latest to judge by; of a single day, every other client.</summary>
    private static (RiskCase[] Learned, RiskCase[] Judged) Split(IReadOnlyList<RiskCase> cases)
    {
        var last = cases.Max(one => one.Day);
        return cases.All(one => one.Day == last)
            ? ([.. cases.Where(one => one.Client % 2 == 0)], [.. cases.Where(one => one.Client % 2 != 0)])
            : ([.. cases.Where(one => one.Day < last)], [.. cases.Where(one => one.Day == last)]);
    }
}
