namespace ClientVitals.Statistics;

/// <summary>The 90 % interval of a count of calls.</summary>
internal static class CountInterval
{
    /// <summary>
    /// Smallest and largest count between the 5 % and the 95 % quantile of a gamma-mixed Poisson count (or, where the days are
    /// steadier than chance, of a count with that smaller spread, by the normal approximation).
    /// </summary>
    /// <param name="activeDays">Expected active days.</param>
    /// <param name="spread">Variance of their number, day by day.</param>
    /// <param name="perActive">Calls on an active day.</param>
    public static (int Low, int High) Of(double activeDays, double spread, double perActive)
    {
        var mean = activeDays * perActive;
        var variance = (spread + activeDays * (perActive - 1)) * perActive + .02 * mean * mean;
        var width = 1.645 * Math.Sqrt(variance);
        // With few calls expected, the lower end is zero as soon as zero is not rare.
        return ((int)Math.Max(0, Math.Ceiling(mean - width - .5)), (int)Math.Max(0, Math.Floor(mean + width + .5)));
    }
}
