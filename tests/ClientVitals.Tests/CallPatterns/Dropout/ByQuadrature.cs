using ClientVitals.CallPatterns.Dropout;
using MathNet.Numerics;

namespace ClientVitals.Tests.CallPatterns.Dropout;

/// <summary>
/// The dropout model computed the long way: rates and chances to leave drawn out on a fine grid, every client's story told for each. No formula
/// of the product is used.
/// </summary>
internal static class ByQuadrature
{
    /// <summary>Coming active days told of; more are out of reach in the cases here.</summary>
    private const int Furthest = 100;

    /// <summary>Likelihood of having stayed and of having left, apart from what the gaps alone say.</summary>
    private static (double Stayed, double Left) Stories(DropoutParameters p, CallRecency c)
    {
        var (stayed, left) = (0.0, 0.0);
        var silence = c.ObservedFor - c.LastAt;
        foreach (var (rate, density) in Rates(p))
        {
            var calls = Math.Exp(p.K * c.Repeats * Math.Log(rate) - rate * c.LastAt - c.Repeats * SpecialFunctions.GammaLn(p.K)) * density;
            stayed += calls * PoissonAtMost(p.K - 1, rate * silence);
            left += calls;
        }
        var chances = c.Repeats + (p.LeavesAfterFirst ? 1 : 0);
        return (stayed * Leaving(p, chances, leaves: false), chances == 0 ? 0 : left * Leaving(p, chances - 1, leaves: true));
    }

    public static double LogLikelihood(DropoutParameters p, CallRecency c)
    {
        var (stayed, left) = Stories(p, c);
        return Math.Log(stayed + left) + (p.K - 1) * c.LogGaps;
    }

    public static double StillActive(DropoutParameters p, CallRecency c)
    {
        var (stayed, left) = Stories(p, c);
        return stayed / (stayed + left);
    }

    public static double ExpectedDays(DropoutParameters p, CallRecency c, double time)
    {
        var silence = c.ObservedFor - c.LastAt;
        var chances = c.Repeats + (p.LeavesAfterFirst ? 1 : 0);
        var stayed = Enumerable.Range(0, Furthest).Select(n => Leaving(p, chances + n, leaves: false)).ToArray();
        double sum = 0, weight = 0;
        foreach (var (rate, density) in Rates(p))
        {
            var calls = Math.Exp(p.K * c.Repeats * Math.Log(rate) - rate * c.ObservedFor) * density;
            for (var under = 0; under < p.K; under++)
            {
                var story = calls * Math.Pow(rate * silence, under) / SpecialFunctions.Factorial(under);
                weight += story;
                for (var n = 1; n <= Furthest; n++)
                {
                    var reached = 1 - PoissonAtMost(p.K * n - under - 1, rate * time);
                    if (reached < 1e-15)
                        break;
                    sum += story * reached * stayed[n - 1] / stayed[0];
                }
            }
        }
        return StillActive(p, c) * sum / weight;
    }

    private static IEnumerable<(double Rate, double Density)> Rates(DropoutParameters p)
    {
        const double Step = .02;
        for (var log = -30.0; log < 4; log += Step)
        {
            var rate = Math.Exp(log);
            yield return (rate, Math.Exp(p.R * Math.Log(p.Alpha * rate) - p.Alpha * rate - SpecialFunctions.GammaLn(p.R)) * Step);
        }
    }

    /// <summary>Chance to pass up so many chances to leave, and perhaps to take the next.</summary>
    private static double Leaving(DropoutParameters p, int passed, bool leaves)
    {
        const double Step = .05;
        double sum = 0, whole = 0;
        for (var logit = -120.0; logit < 120; logit += Step)
        {
            var (chance, rest) = (1 / (1 + Math.Exp(-logit)), 1 / (1 + Math.Exp(logit)));
            var density = Math.Pow(chance, p.A) * Math.Pow(rest, p.B);
            whole += density;
            sum += density * Math.Pow(rest, passed) * (leaves ? chance : 1);
        }
        return sum / whole;
    }

    private static double PoissonAtMost(int count, double mean)
    {
        if (count < 0)
            return 0;
        double term = Math.Exp(-mean), sum = term;
        for (var i = 1; i <= count; i++)
            sum += term *= mean / i;
        return Math.Min(1, sum);
    }
}
