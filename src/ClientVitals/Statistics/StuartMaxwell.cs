using MathNet.Numerics;

namespace ClientVitals.Statistics;

/// <summary>
/// Whether the shares of classes differ between two looks at the same subjects: the test of marginal homogeneity (Stuart, Biometrika 42, 1955; Maxwell,
/// British Journal of Psychiatry 116, 1970). With d the differences of the margins and V their estimated covariances (V_ii = n_i. + n_.i − 2 n_ii,
/// V_ij = −n_ij − n_ji), d'V⁻¹d follows a chi-squared law when nothing but chance moves subjects. Subjects who stay where they were say nothing. Classes
/// between which nobody moves are compared apart, as V is singular otherwise; each such group loses one degree of freedom. Two classes give McNemar's test.
/// </summary>
/// <param name="ChiSquared">0 when nobody moved.</param>
/// <param name="Freedom">Degrees of freedom; 0 when nobody moved.</param>
/// <param name="P">How often chance alone gives such a difference or a greater one.</param>
/// <param name="Moved">Subjects in another class than before.</param>
public sealed record StuartMaxwell(double ChiSquared, int Freedom, double P, int Moved)
{
    /// <param name="pairs">Subjects by class before (row) and after (column).</param>
    public static StuartMaxwell Of(int[,] pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var classes = pairs.GetLength(0);
        if (pairs.GetLength(1) != classes)
            throw new ArgumentException($"The table must be square, not {classes} by {pairs.GetLength(1)}.", nameof(pairs));
        var (sum, freedom, moved) = (0.0, 0, 0);
        for (var i = 0; i < classes; i++)
        {
            for (var j = 0; j < classes; j++)
                moved += i == j ? 0 : pairs[i, j];
        }
        foreach (var group in Groups(pairs))
        {
            // All but one of a group say everything: its differences add up to nothing.
            sum += Quadratic(pairs, group[..^1]);
            freedom += group.Length - 1;
        }
        return new(sum, freedom, freedom == 0 ? 1 : SpecialFunctions.GammaUpperRegularized(freedom / 2.0, sum / 2), moved);
    }

    /// <summary>Classes that are joined by moves, at least two each.</summary>
    private static IEnumerable<int[]> Groups(int[,] pairs)
    {
        var seen = new bool[pairs.GetLength(0)];
        for (var first = 0; first < seen.Length; first++)
        {
            if (seen[first])
                continue;
            List<int> group = [first];
            seen[first] = true;
            for (var at = 0; at < group.Count; at++)
            {
                for (var other = 0; other < seen.Length; other++)
                {
                    if (seen[other] || pairs[group[at], other] + pairs[other, group[at]] == 0)
                        continue;
                    seen[other] = true;
                    group.Add(other);
                }
            }
            if (group.Count > 1)
                yield return [.. group];
        }
    }

    /// <summary>d'V⁻¹d over these classes, by Cholesky's decomposition: within a group V without one class is positive definite.</summary>
    private static double Quadratic(int[,] pairs, int[] of)
    {
        var (factor, half) = (new double[of.Length, of.Length], new double[of.Length]);
        var sum = 0.0;
        for (var i = 0; i < of.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var value = i == j ? Margins(pairs, of[i]).Spread : -pairs[of[i], of[j]] - (double)pairs[of[j], of[i]];
                for (var k = 0; k < j; k++)
                    value -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? Math.Sqrt(value) : value / factor[j, j];
            }
            half[i] = Margins(pairs, of[i]).Difference;
            for (var k = 0; k < i; k++)
                half[i] -= factor[i, k] * half[k];
            half[i] /= factor[i, i];
            sum += half[i] * half[i];
        }
        return sum;
    }

    private static (double Difference, double Spread) Margins(int[,] pairs, int one)
    {
        var (row, column) = (0.0, 0.0);
        for (var other = 0; other < pairs.GetLength(0); other++)
        {
            if (other == one)
                continue;
            row += pairs[one, other];
            column += pairs[other, one];
        }
        return (row - column, row + column);
    }
}
