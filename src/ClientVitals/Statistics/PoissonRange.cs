namespace ClientVitals.Statistics;

/// <summary>Between which counts nine of ten lie when so many are expected and nothing but chance moves them (Poisson).</summary>
public static class PoissonRange
{
    /// <summary>A mean beyond this is no count of calls; its range is this one's.</summary>
    private const double Largest = 1e9;

    /// <summary>The 5 % and the 95 % quantile of a Poisson number.</summary>
    /// <param name="mean">Expected count, not negative.</param>
    public static (int Low, int High) Of(double mean) => (Quantile(mean, .05), Quantile(mean, .95));

    /// <summary>The smallest count that a Poisson number of this mean reaches or stays under with this probability.</summary>
    public static int Quantile(double mean, double probability)
    {
        mean = Math.Min(mean, Largest);
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
