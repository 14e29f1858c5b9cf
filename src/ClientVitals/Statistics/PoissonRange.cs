using MathNet.Numerics.Distributions;

namespace ClientVitals.Statistics;

/// <summary>Between which counts nine of ten lie when so many are expected and nothing but chance moves them (Poisson).</summary>
public static class PoissonRange
{
    /// <summary>A mean beyond this is no count of calls; its range is this one's.</summary>
    private const double Largest = 1e9;

    /// <summary>The 5 % and the 95 % quantile of a Poisson number.</summary>
    /// <param name="mean">Expected count, not negative.</param>
    public static (int Low, int High) Of(double mean) => (Quantile(mean, .05), Quantile(mean, .95));

    /// <summary>Beyond this mean the quantile is expanded instead of summed: a list of such clients would be summed for seconds.</summary>
    private const double Expanded = 10_000;

    /// <summary>
    /// The smallest count that a Poisson number of this mean reaches or stays under with this probability. From a mean of ten thousand on by the expansion
    /// of Cornish and Fisher (1938) with its continuity correction: the count itself, seldom the one beside it.
    /// </summary>
    public static int Quantile(double mean, double probability)
    {
        mean = Math.Min(mean, Largest);
        if (mean > Expanded)
        {
            var (z, deviation) = (Normal.InvCDF(0, 1, probability), Math.Sqrt(mean));
            return (int)Math.Ceiling(mean + (z * deviation) + (((z * z) - 1) / 6) + ((z - (z * z * z)) / (72 * deviation)) - .5);
        }
        // Summed from the logarithm, so that a large mean does not underflow, and from where there begins to be something to sum.
        var reach = 20 * (Math.Sqrt(mean) + 1);
        var first = (int)Math.Max(0, mean - reach);
        double sum = 0, log = first == 0 ? -mean : first - mean + (first * Math.Log(mean / first)) - (.5 * Math.Log(2 * Math.PI * first));
        for (var count = first; ; count++)
        {
            if (count > first)
                log += Math.Log(mean / count);
            sum += Math.Exp(log);
            if (sum >= probability || count > mean + reach)
                return count;
        }
    }
}
