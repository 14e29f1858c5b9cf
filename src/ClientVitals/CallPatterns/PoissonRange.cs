namespace ClientVitals.CallPatterns;

/// <summary>Between which counts nine of ten lie when so many are expected and nothing but chance moves them (Poisson).</summary>
public static class PoissonRange
{
    /// <summary>The 5 % and the 95 % quantile of a Poisson number.</summary>
    /// <param name="mean">Expected count, not negative.</param>
    public static (int Low, int High) Of(double mean) => (Quantile(mean, .05), Quantile(mean, .95));

    /// <summary>The smallest count that a Poisson number of this mean reaches or stays under with this probability.</summary>
    public static int Quantile(double mean, double probability)
    {
        // Summed from the logarithm, so that a large mean does not underflow.
        double sum = 0, log = -mean;
        for (var count = 0; ; count++)
        {
            if (count > 0)
                log += Math.Log(mean / count);
            sum += Math.Exp(log);
            if (sum >= probability || count > mean + 20 * Math.Sqrt(mean) + 20)
                return count;
        }
    }
}
