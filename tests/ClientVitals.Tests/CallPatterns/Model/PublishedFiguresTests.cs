using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.RootFinding;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

/// <summary>
/// Published figures of monitoring counts: that the mathematics used here gives them is checked on its own, before anything is built on it.
/// The product states no p-values and rejects no hypotheses; what it needs of this it computes elsewhere.
/// </summary>
public sealed class PublishedFiguresTests
{
    /// <summary>Average run lengths of the Poisson CUSUM with k = .25, h = 10 at a mean of .25 (Lucas 1985), the head start half of h.</summary>
    [Theory]
    [InlineData(-1, 437, 318)]
    [InlineData(+1, 438, 333)]
    public void The_Poisson_Cusum_of_Lucas_runs_as_long_as_printed(int direction, int fromNought, int withHeadStart)
    {
        var runs = RunLengths(reference: .25, limit: 10, mean: .25, direction);
        Math.Round(runs(0)).ShouldBe(fromNought);
        Math.Round(runs(5)).ShouldBe(withHeadStart);
    }

    /// <summary>
    /// The exact Markov chain over the values the sum can take: multiples of a quarter below the limit. Expected steps to the signal solve
    /// (I − Q)·L = 1 with Q the chances to move between them.
    /// </summary>
    private static Func<double, double> RunLengths(double reference, double limit, double mean, int direction)
    {
        const int Steps = 4;
        var states = (int)(limit * Steps);
        var stay = Matrix<double>.Build.DenseIdentity(states);
        for (var from = 0; from < states; from++)
        {
            for (var count = 0; count < 200; count++)
            {
                var to = Math.Max(0, from + direction * (count * Steps - (int)(reference * Steps)));
                if (to < states)
                    stay[from, to] -= Poisson.PMF(mean, count);
            }
        }
        var lengths = stay.Solve(Vector<double>.Build.Dense(states, 1));
        return start => lengths[(int)(start * Steps)];
    }

    /// <summary>
    /// 15 events in 400: the exact interval of the rate from quantiles of the gamma distribution, as the R packages DescTools
    /// and exactci give it.
    /// </summary>
    [Fact]
    public void The_exact_interval_of_a_Poisson_rate_is_the_printed_one()
    {
        const int Events = 15;
        const double Exposure = 400;
        (GammaQuantile(Events, .025) / Exposure).ShouldBe(.0209884653319583, 1e-15);
        (GammaQuantile(Events + 1, .975) / Exposure).ShouldBe(.0618505471787146, 1e-15);
    }

    /// <summary>The library's own inverse is right to nine digits only.</summary>
    private static double GammaQuantile(double shape, double probability) =>
        Bisection.FindRoot(x => SpecialFunctions.GammaLowerRegularized(shape, x) - probability, 0, 10 * shape, 1e-14, 200);

    /// <summary>The same against a rate of .05: twice the smaller tail, P(at most 15 | mean 20).</summary>
    [Fact]
    public void The_exact_test_of_a_Poisson_rate_is_the_printed_one()
    {
        var atMost = SpecialFunctions.GammaUpperRegularized(15 + 1, 400 * .05);
        var atLeast = SpecialFunctions.GammaLowerRegularized(15, 400 * .05);
        (2 * Math.Min(atMost, atLeast)).ShouldBe(.313026269279486, 1e-13);
    }

    /// <summary>The 15 p-values of Benjamini and Hochberg (1995), section 3.2.</summary>
    private static readonly double[] PValues =
        [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1];

    [Fact]
    public void Benjamini_and_Hochberg_reject_four_of_their_fifteen_and_Bonferroni_three()
    {
        const double Level = .05;
        var sorted = PValues.Order().ToArray();
        Enumerable.Range(1, sorted.Length).Last(i => sorted[i - 1] <= Level * i / sorted.Length).ShouldBe(4);
        sorted.Count(p => p <= Level / sorted.Length).ShouldBe(3);
    }
}
