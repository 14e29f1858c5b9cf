using MathNet.Numerics.Distributions;

namespace ClientVitals.Statistics;

/// <summary>The exact interval of a share (Clopper and Pearson 1934): it holds the true one at least as often as it says.</summary>
public static class ExactShareInterval
{
    /// <summary>Between which shares the true one lies when <paramref name="hits"/> of <paramref name="count"/> were seen.</summary>
    /// <param name="tail">Probability left out at each end: .05 for a 90 % interval.</param>
    public static (double Low, double High) Of(int hits, int count, double tail = .05) => (
        hits == 0 ? 0 : Beta.InvCDF(hits, count - hits + 1, tail),
        hits == count ? 1 : Beta.InvCDF(hits + 1, count - hits, 1 - tail));
}
