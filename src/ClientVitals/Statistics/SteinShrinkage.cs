namespace ClientVitals.Statistics;

/// <summary>
/// Many means at once, each drawn towards their common one by as much as they would spread by chance (James and Stein 1961; the form that shrinks towards the mean: Efron and Morris, Journal of the
/// American Statistical Association 70, 1975). Together they are nearer to the truth than the means themselves, from four on.
/// </summary>
/// <param name="Center">The common mean.</param>
/// <param name="Kept">How much of each distance from it is kept, 0 to 1.</param>
/// <param name="Means">The drawn means, in the order given.</param>
public sealed record SteinShrinkage(double Center, double Kept, IReadOnlyList<double> Means)
{
    /// <param name="means">Four or more.</param>
    /// <param name="variance">Of each mean by chance, the same for all.</param>
    public static SteinShrinkage Of(IReadOnlyList<double> means, double variance)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentOutOfRangeException.ThrowIfLessThan(means.Count, 4);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        var center = means.Average();
        var spread = means.Sum(mean => (mean - center) * (mean - center));
        // Where they differ less than by chance, nothing of the differences is kept.
        var kept = spread == 0 ? 0 : Math.Max(0, 1 - (means.Count - 3) * variance / spread);
        return new(center, kept, [.. means.Select(mean => center + kept * (mean - center))]);
    }

    /// <summary>Of a share out of <paramref name="count"/> on a scale on which chance alone spreads each by 1, whatever the share (arcsine of the square root).</summary>
    public static double Scaled(double share, int count) => Math.Sqrt(count) * Math.Asin(2 * share - 1);

    /// <summary>The share that <see cref="Scaled"/> puts there.</summary>
    public static double Share(double scaled, int count) => (1 + Math.Sin(scaled / Math.Sqrt(count))) / 2;
}
