using MathNet.Numerics.Distributions;

namespace ClientVitals.Statistics;

/// <summary>The score interval of a share (Wilson 1927): sensible for small counts, where share ± 1.645·√(p(1 − p)/n) is not.</summary>
public static class WilsonInterval
{
    /// <summary>Between which shares the true one lies.</summary>
    /// <param name="share">The share seen, 0 to 1.</param>
    /// <param name="count">Of how many, more than 0.</param>
    /// <param name="tail">Probability left out at each end: .05 for a 90 % interval.</param>
    public static (double Low, double High) Of(double share, double count, double tail = .05)
    {
        var quantile = Normal.InvCDF(0, 1, 1 - tail);
        var z2 = quantile * quantile;
        var middle = (share + z2 / (2 * count)) / (1 + z2 / count);
        var half = quantile / (1 + z2 / count) * Math.Sqrt(share * (1 - share) / count + z2 / (4 * count * count));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
