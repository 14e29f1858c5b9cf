using MathNet.Numerics.LinearAlgebra;

namespace ClientVitals.Statistics;

/// <summary>Regression of counts with a logarithmic link by Newton's method (Nelder and Wedderburn 1972): how many are to be expected of a case with these features.</summary>
public static class PoissonFit
{
    private const int MostSteps = 100;

    /// <summary>The coefficients: first of the constant, then of each feature.</summary>
    /// <param name="features">Row after row, <paramref name="width"/> numbers each, without the constant.</param>
    /// <param name="counts">0 or more, one a row; not all 0.</param>
    public static double[] Of(ReadOnlySpan<double> features, int width, ReadOnlySpan<double> counts)
    {
        if (features.Length != counts.Length * width)
            throw new ArgumentException("The features must be as many as the rows times their width.", nameof(features));
        var sum = 0.0;
        foreach (var count in counts)
            sum += count;
        if (sum <= 0)
            throw new ArgumentException("There must be something to count.", nameof(counts));
        var at = Vector<double>.Build.Dense(width + 1);
        at[0] = Math.Log(sum / counts.Length);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, curve) = Slopes(features, width, counts, at);
            var move = (curve + Matrix<double>.Build.DenseIdentity(width + 1) * 1e-12).Solve(slope);
            // A step at most doubles or halves what is expected of a case with one feature: from afar Newton's would go too far.
            var longest = move.AbsoluteMaximum();
            at -= longest > 1 ? move / longest : move;
            if (longest < 1e-12)
                break;
        }
        return [.. at];
    }

    private static (Vector<double> Slope, Matrix<double> Curve) Slopes(ReadOnlySpan<double> features, int width, ReadOnlySpan<double> counts, Vector<double> at)
    {
        var (slope, curve) = (Vector<double>.Build.Dense(width + 1), Matrix<double>.Build.Dense(width + 1, width + 1));
        var row = new double[width + 1];
        row[0] = 1;
        for (var i = 0; i < counts.Length; i++)
        {
            features.Slice(i * width, width).CopyTo(row.AsSpan(1));
            var log = 0.0;
            for (var one = 0; one <= width; one++)
                log += row[one] * at[one];
            var expected = Math.Exp(log);
            for (var one = 0; one <= width; one++)
            {
                slope[one] += (expected - counts[i]) * row[one];
                for (var other = 0; other <= width; other++)
                    curve[one, other] += expected * row[one] * row[other];
            }
        }
        return (slope, curve);
    }
}
