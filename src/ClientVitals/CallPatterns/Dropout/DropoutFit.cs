using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>One model fitted to a book by maximum likelihood.</summary>
/// <param name="LogLikelihood">At the parameters; comparable between models of the same book.</param>
/// <param name="LeaveLow">Lower end of the 90 % interval of <see cref="DropoutParameters.LeaveChance"/>; null where the likelihood is too flat to say.</param>
/// <param name="LeaveHigh">Upper end of it.</param>
public sealed record DropoutFit(DropoutParameters Parameters, double LogLikelihood, double? LeaveLow, double? LeaveHigh)
{
    /// <summary>More stages than this are no more regular than a calendar can be.</summary>
    public const int MostStages = 24;

    /// <summary>
    /// The search runs over ln r, the logarithm of the usual gap, the logit of the mean chance to leave and ln(a + b): nearly
    /// independent of each other. Beyond these bounds the likelihood is flat.
    /// </summary>
    private static readonly double[] Lowest = [Math.Log(1e-3), Math.Log(1e-4), -14, Math.Log(1e-2)];
    private static readonly double[] Highest = [Math.Log(1e4), Math.Log(1e7), 14, Math.Log(1e4)];

    /// <summary>Whether the book shows anybody leaving at all: the likelihood does not grow without end as the chance to leave shrinks.</summary>
    public bool SawLeaving => Parameters.LeaveChance > 2e-6;

    /// <summary>MBG/CNBD-k with as many stages as the likelihood prefers. More are tried until two in a row were worse.</summary>
    public static DropoutFit OfBestRegularity(DropoutLikelihood book)
    {
        var best = Of(book, leavesAfterFirst: true);
        var previous = best;
        for (int k = 2, worse = 0; k <= MostStages && worse < 2; k++)
        {
            previous = Of(book, leavesAfterFirst: true, k, previous.Parameters);
            worse = previous.LogLikelihood > best.LogLikelihood ? 0 : worse + 1;
            if (worse == 0)
                best = previous;
        }
        return best;
    }

    /// <summary>The model of a given number of stages. Throws a <see cref="PlainError"/> when the search finds no end.</summary>
    /// <param name="near">Where to begin; null = at what the book's totals suggest.</param>
    public static DropoutFit Of(DropoutLikelihood book, bool leavesAfterFirst, int k = 1, DropoutParameters? near = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        var gap = Math.Log(Math.Clamp(book.Watched / Math.Max(1, book.Repeats), 1e-3, 1e6));
        var start = near is null ? [0, gap, -2, Math.Log(2)] : Coordinates(near);
        for (var i = 0; i < start.Length; i++)
            start[i] = Math.Clamp(start[i], Lowest[i] + .01, Highest[i] - .01);
        DropoutParameters At(Vector<double> at) => ParametersAt(at, k, leavesAfterFirst);
        var objective = ObjectiveFunction.Gradient(at =>
        {
            var slope = new double[4];
            var value = book.Of(At(at), slope);
            return (-value / book.Clients, Vector<double>.Build.Dense(AlongCoordinates(At(at), slope)) / -book.Clients);
        });
        try
        {
            var found = new BfgsBMinimizer(1e-8, 1e-9, 1e-13, 500).FindMinimum(
                objective, Vector<double>.Build.Dense(Lowest), Vector<double>.Build.Dense(Highest), Vector<double>.Build.Dense(start));
            var parameters = At(found.MinimizingPoint);
            var (low, high) = LeaveInterval(book, parameters);
            return new DropoutFit(parameters, book.Of(parameters), low, high);
        }
        catch (OptimizationException endless)
        {
            throw new PlainError(
                $"The dropout model with {k} stages found no best parameters for these {book.Clients} clients; report the book's size and span with this sentence.", endless);
        }
    }

    private static double[] Coordinates(DropoutParameters p) =>
        [Math.Log(p.R), Math.Log(p.UsualGap), Math.Log(p.A / p.B), Math.Log(p.A + p.B)];

    private static DropoutParameters ParametersAt(Vector<double> at, int k, bool leavesAfterFirst)
    {
        var r = Math.Exp(at[0]);
        var leave = 1 / (1 + Math.Exp(-at[2]));
        var size = Math.Exp(at[3]);
        return new DropoutParameters(r, r * Math.Exp(at[1]) / k, size * leave, size / (1 + Math.Exp(at[2])), k, leavesAfterFirst);
    }

    /// <summary>The slope along r, α, a, b turned into one along the coordinates of the search.</summary>
    private static double[] AlongCoordinates(DropoutParameters p, ReadOnlySpan<double> slope) =>
    [
        slope[0] * p.R + slope[1] * p.Alpha,
        slope[1] * p.Alpha,
        (slope[2] - slope[3]) * p.A * p.B / (p.A + p.B),
        slope[2] * p.A + slope[3] * p.B,
    ];

    /// <summary>90 % interval of the mean chance to leave, from the curvature of the likelihood.</summary>
    private static (double? Low, double? High) LeaveInterval(DropoutLikelihood book, DropoutParameters parameters)
    {
        const double Step = 1e-4;
        var at = Vector<double>.Build.Dense(Coordinates(parameters));
        var curvature = Matrix<double>.Build.Dense(4, 4);
        for (var i = 0; i < 4; i++)
        {
            double[] Slope(double step)
            {
                var near = at.Clone();
                near[i] += step;
                var (slope, there) = (new double[4], ParametersAt(near, parameters.K, parameters.LeavesAfterFirst));
                book.Of(there, slope);
                return AlongCoordinates(there, slope);
            }
            var (up, down) = (Slope(Step), Slope(-Step));
            for (var j = 0; j < 4; j++)
            {
                curvature[i, j] -= (up[j] - down[j]) / (4 * Step);
                curvature[j, i] -= (up[j] - down[j]) / (4 * Step);
            }
        }
        // A parameter at its bound is held there: the likelihood is flat along it.
        for (var i = 0; i < 4; i++)
        {
            if (at[i] > Lowest[i] + 1e-3 && at[i] < Highest[i] - 1e-3)
                continue;
            for (var j = 0; j < 4; j++)
                curvature[i, j] = curvature[j, i] = i == j ? 1e12 : 0;
        }
        var variance = curvature.Determinant() > 0 ? curvature.Inverse()[2, 2] : 0;
        if (!(variance > 0))
            return (null, null);
        var width = 1.6449 * Math.Sqrt(variance);
        return (1 / (1 + Math.Exp(width - at[2])), 1 / (1 + Math.Exp(-width - at[2])));
    }
}
