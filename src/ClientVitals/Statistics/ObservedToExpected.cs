using MathNet.Numerics.Distributions;

namespace ClientVitals.Statistics;

/// <summary>
/// How many happened in a group beside how many were to be expected of its cases (indirect standardisation; Spiegelhalter, Statistics in Medicine 24, 2005: funnel plots instead of league tables).
/// </summary>
/// <param name="Observed">Events.</param>
/// <param name="Expected">The sum of the cases' own probabilities, above 0.</param>
/// <param name="Variance">The sum of p(1 − p) of its cases; null = of counts, the expected number itself.</param>
public readonly record struct ObservedToExpected(double Observed, double Expected, double? Variance = null)
{
    /// <summary>1 = as expected.</summary>
    public double Ratio => Observed / Expected;

    /// <summary>How many standard deviations of chance lie between the two.</summary>
    public double Z => (Observed - Expected) / Math.Sqrt(Variance ?? Expected);

    /// <summary>Between which ratios a group with so many expected lies by chance, exactly for a count (Ulm, American Journal of Epidemiology 131, 1990; as FunnelPlotR draws them).</summary>
    /// <param name="expected">Above 0.</param>
    /// <param name="tail">Probability left out at each end: .025 for 95 %, .001 for 99.8 %.</param>
    public static (double Low, double High) Limits(double expected, double tail = .025) =>
        (Gamma.InvCDF(expected, 1, tail) / expected, Gamma.InvCDF(expected + 1, 1, 1 - tail) / expected);

    /// <summary>How much wider groups differ than by chance: the mean square of <see cref="Z"/>; 1 = by chance alone. Limits are widened by its square root.</summary>
    public static double Dispersion(IReadOnlyList<ObservedToExpected> groups) => groups.Average(group => group.Z * group.Z);

    /// <summary>The same on the logarithmic scale of the ratio, as for the hospital mortality indicator (SHMI); for groups with at least one event each.</summary>
    public static double LogDispersion(IReadOnlyList<ObservedToExpected> groups) =>
        groups.Average(group => group.Expected * Math.Log(group.Ratio) * Math.Log(group.Ratio));
}
