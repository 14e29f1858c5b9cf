using MathNet.Numerics.LinearAlgebra;

namespace ClientVitals.Statistics;

/// <summary>
/// Logistic regression by Newton's method with step halving, its coefficients drawn towards given ones by a normal prior (ridge). With one feature and
/// Platt's targets it is Platt scaling (Platt 2000; Lin, Lin and Weng 2007). The prior keeps a fit finite where the data can be separated, and lets few
/// cases change little.
/// </summary>
public static class LogisticFit
{
    private const int MostSteps = 100;

    /// <summary>The coefficients: first of the constant, then of each feature.</summary>
    /// <param name="features">Row after row, <paramref name="width"/> numbers each, without the constant.</param>
    /// <param name="targets">0 to 1, one a row.</param>
    /// <param name="toward">The prior mean, constant first.</param>
    /// <param name="precision">Of the prior, one for each coefficient: 0 = none.</param>
    /// <param name="weights">How many cases each row counts as; empty: one each.</param>
    public static double[] Of(
        ReadOnlySpan<double> features, int width, ReadOnlySpan<double> targets, ReadOnlySpan<double> toward, ReadOnlySpan<double> precision,
        ReadOnlySpan<double> weights = default)
    {
        if (features.Length != targets.Length * width || toward.Length != width + 1 || precision.Length != width + 1)
            throw new ArgumentException("The features must be as many as the rows times their width, and there must be a prior for each coefficient.", nameof(features));
        if (!weights.IsEmpty && weights.Length != targets.Length)
            throw new ArgumentException("Each row needs its weight.", nameof(weights));
        double[] at = toward.ToArray();
        var loss = Loss(features, width, targets, toward, precision, weights, at);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, curve) = Slopes(features, width, targets, toward, precision, weights, at);
            if (slope.AbsoluteMaximum() < 1e-9 * (1 + targets.Length))
                break;
            // A little on the diagonal, as Lin, Lin and Weng do: the curvature vanishes where every case is certain.
            var move = (curve + Matrix<double>.Build.DenseIdentity(width + 1) * 1e-12).Solve(slope);
            var length = 1.0;
            for (; length > 1e-10; length /= 2)
            {
                double[] next = [.. at.Select((value, place) => value - length * move[place])];
                var there = Loss(features, width, targets, toward, precision, weights, next);
                if (there < loss + 1e-12 * Math.Abs(loss))
                {
                    (at, loss) = (next, there);
                    break;
                }
            }
            if (length <= 1e-10)
                break;
        }
        return at;
    }

    /// <summary>Platt's targets: the shares that a uniform prior gives, so that certainty is never learned from few cases.</summary>
    public static double[] PlattTargets(ReadOnlySpan<bool> happened)
    {
        var hits = 0;
        foreach (var one in happened)
            hits += one ? 1 : 0;
        var (high, low) = ((hits + 1.0) / (hits + 2), 1.0 / (happened.Length - hits + 2));
        var targets = new double[happened.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = happened[i] ? high : low;
        return targets;
    }

    /// <summary>1/(1 + e^−x).</summary>
    public static double Probability(double logit) => logit >= 0 ? 1 / (1 + Math.Exp(-logit)) : 1 - 1 / (1 + Math.Exp(logit));

    /// <summary>ln(p/(1 − p)), cut at ±<paramref name="most"/>.</summary>
    public static double Logit(double probability, double most = 12) =>
        probability <= 0 ? -most : probability >= 1 ? most : Math.Clamp(Math.Log(probability / (1 - probability)), -most, most);

    private static double Dot(ReadOnlySpan<double> row, double[] at)
    {
        var sum = at[0];
        for (var i = 0; i < row.Length; i++)
            sum += row[i] * at[i + 1];
        return sum;
    }

    private static double Loss(
        ReadOnlySpan<double> features, int width, ReadOnlySpan<double> targets, ReadOnlySpan<double> toward, ReadOnlySpan<double> precision,
        ReadOnlySpan<double> weights, double[] at)
    {
        double sum = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var logit = Dot(features.Slice(i * width, width), at);
            sum += (weights.IsEmpty ? 1 : weights[i]) * (Math.Max(logit, 0) + double.LogP1(Math.Exp(-Math.Abs(logit))) - targets[i] * logit);
        }
        for (var i = 0; i < at.Length; i++)
            sum += .5 * precision[i] * (at[i] - toward[i]) * (at[i] - toward[i]);
        return sum;
    }

    private static (Vector<double> Slope, Matrix<double> Curve) Slopes(
        ReadOnlySpan<double> features, int width, ReadOnlySpan<double> targets, ReadOnlySpan<double> toward, ReadOnlySpan<double> precision,
        ReadOnlySpan<double> weights, double[] at)
    {
        var slope = Vector<double>.Build.Dense(width + 1);
        var curve = Matrix<double>.Build.Dense(width + 1, width + 1);
        for (var i = 0; i <= width; i++)
        {
            slope[i] = precision[i] * (at[i] - toward[i]);
            curve[i, i] = precision[i];
        }
        Span<double> row = stackalloc double[width + 1];
        row[0] = 1;
        for (var i = 0; i < targets.Length; i++)
        {
            features.Slice(i * width, width).CopyTo(row[1..]);
            var chance = Probability(Dot(row[1..], at));
            var cases = weights.IsEmpty ? 1 : weights[i];
            for (var one = 0; one <= width; one++)
            {
                slope[one] += cases * (chance - targets[i]) * row[one];
                for (var other = 0; other <= width; other++)
                    curve[one, other] += cases * chance * (1 - chance) * row[one] * row[other];
            }
        }
        return (slope, curve);
    }
}
