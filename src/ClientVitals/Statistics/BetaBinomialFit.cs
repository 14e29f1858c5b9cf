using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace ClientVitals.Statistics;

/// <summary>
/// Shares of groups that differ by a beta distribution (Skellam 1948), by maximum likelihood: how much of what one group shows is its own, and how much is chance. Of the groups by themselves
/// (empirical Bayes, as Morris, Journal of the American Statistical Association 78, 1983): each group's own share is beta (A + events, B + count − events).
/// </summary>
/// <param name="A">Above 0.</param>
/// <param name="B">Above 0; A + B is how many cases of its own a group needs to weigh as much as all the others.</param>
/// <param name="LogLikelihood">With the binomial coefficients.</param>
public readonly record struct BetaBinomialFit(double A, double B, double LogLikelihood)
{
    /// <summary>Groups that differ less than this are taken as equal: ln(A + B).</summary>
    private const double MostAlike = 13.8;

    /// <summary>The share of all groups' groups.</summary>
    public double Mean => A / (A + B);

    /// <summary>What is to be expected of a group that showed this.</summary>
    public double MeanOf(int events, int count) => (A + events) / (A + B + count);

    /// <param name="groups">Events and cases of each; a group without cases says nothing.</param>
    /// <returns>Null where there is nothing to fit: fewer than three groups with cases, or no event or nothing but events in all.</returns>
    public static BetaBinomialFit? Of(IReadOnlyList<(int Events, int Count)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        (int Events, int Count)[] said = [.. groups.Where(group => group.Count > 0)];
        if (said.Any(group => group.Events < 0 || group.Events > group.Count))
            throw new ArgumentOutOfRangeException(nameof(groups), "Events are at most as many as the cases.");
        var (events, count) = (said.Sum(group => (long)group.Events), said.Sum(group => (long)group.Count));
        if (said.Length < 3 || events == 0 || events == count)
            return null;
        // Over the logit of the mean and the logarithm of A + B: neither can leave its range.
        var objective = ObjectiveFunction.Gradient(at =>
        {
            var (a, b) = Parameters(at);
            var (slopeA, slopeB) = Slopes(said, a, b);
            var mean = a / (a + b);
            return (-Log(said, a, b), Vector<double>.Build.Dense([-(slopeA - slopeB) * (a + b) * mean * (1 - mean), -(slopeA * a + slopeB * b)]));
        });
        var start = Vector<double>.Build.Dense([LogisticFit.Logit((double)events / count), Math.Log(20)]);
        var found = new BfgsBMinimizer(1e-9, 1e-10, 1e-14, 500).FindMinimum(
            objective, Vector<double>.Build.Dense([-12, -4]), Vector<double>.Build.Dense([12, MostAlike]), start);
        var (fittedA, fittedB) = Parameters(found.MinimizingPoint);
        return new(fittedA, fittedB, Log(said, fittedA, fittedB) + said.Sum(group => SpecialFunctions.BinomialLn(group.Count, group.Events)));
    }

    private static (double A, double B) Parameters(Vector<double> at)
    {
        var (mean, all) = (LogisticFit.Probability(at[0]), Math.Exp(at[1]));
        return (mean * all, (1 - mean) * all);
    }

    private static double Log((int Events, int Count)[] groups, double a, double b) =>
        groups.Sum(group => SpecialFunctions.BetaLn(a + group.Events, b + group.Count - group.Events)) - groups.Length * SpecialFunctions.BetaLn(a, b);

    private static (double OfA, double OfB) Slopes((int Events, int Count)[] groups, double a, double b)
    {
        var (ofA, ofB) = (0.0, 0.0);
        foreach (var (events, count) in groups)
        {
            var both = SpecialFunctions.DiGamma(a + b) - SpecialFunctions.DiGamma(a + b + count);
            ofA += SpecialFunctions.DiGamma(a + events) - SpecialFunctions.DiGamma(a) + both;
            ofB += SpecialFunctions.DiGamma(b + count - events) - SpecialFunctions.DiGamma(b) + both;
        }
        return (ofA, ofB);
    }
}
