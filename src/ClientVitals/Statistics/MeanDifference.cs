namespace ClientVitals.Statistics;

/// <summary>The difference of two means.</summary>
/// <param name="Difference">First less second.</param>
/// <param name="Pooled">Its standard error if both groups spread alike (Student).</param>
/// <param name="Welch">Its standard error without that (Welch 1947).</param>
public readonly record struct MeanDifference(double Difference, double Pooled, double Welch)
{
    /// <returns>Null with fewer than two in a group: their spread is unknown.</returns>
    public static MeanDifference? Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count < 2 || second.Count < 2)
            return null;
        var (mean, squares) = Spread(first);
        var (other, otherSquares) = Spread(second);
        var pooled = (squares + otherSquares) / (first.Count + second.Count - 2) * (1.0 / first.Count + 1.0 / second.Count);
        return new(mean - other, Math.Sqrt(pooled), Math.Sqrt(squares / (first.Count - 1) / first.Count + otherSquares / (second.Count - 1) / second.Count));
    }

    private static (double Mean, double Squares) Spread(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (mean, values.Sum(value => (value - mean) * (value - mean)));
    }
}
