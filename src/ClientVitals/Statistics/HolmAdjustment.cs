namespace ClientVitals.Statistics;

/// <summary>Many tests at once: probabilities raised so that any wrong claim among all of them is as rare as one test's would be (Holm, Scandinavian Journal of Statistics 6, 1979).</summary>
public static class HolmAdjustment
{
    /// <returns>In the order given; compare each with the level of all tests together.</returns>
    public static double[] Of(ReadOnlySpan<double> probabilities)
    {
        var values = probabilities.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort([.. values], order);
        var (adjusted, largest) = (new double[values.Length], 0.0);
        for (var place = 0; place < order.Length; place++)
        {
            largest = Math.Max(largest, Math.Min(1, (values.Length - place) * values[order[place]]));
            adjusted[order[place]] = largest;
        }
        return adjusted;
    }
}
