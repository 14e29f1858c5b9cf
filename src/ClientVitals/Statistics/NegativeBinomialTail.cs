using MathNet.Numerics;

namespace ClientVitals.Statistics;

/// <summary>Tail of the negative binomial distribution with mean μ and variance μ + αμ² (α = 0: Poisson), by the incomplete beta function.</summary>
internal static class NegativeBinomialTail
{
    /// <summary>Below this α the distribution is Poisson to six digits, and the incomplete beta function loses them.</summary>
    private const double LeastAlpha = 1e-6;

    /// <summary>P(at most <paramref name="count"/>).</summary>
    public static double AtMost(int count, double mean, double alpha)
    {
        if (mean <= 0)
            return 1;
        var size = 1 / Math.Max(alpha, LeastAlpha);
        return SpecialFunctions.BetaRegularized(size, count + 1, size / (size + mean));
    }
}
