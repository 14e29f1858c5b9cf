using ClientVitals.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

/// <summary>Figures of the literature, computed by the code that the product uses.</summary>
public sealed class PublishedFiguresTests
{
    /// <summary>Average run lengths of the Poisson CUSUM with k = .25, h = 10 at a mean of .25 (Lucas 1985), the head start half of h.</summary>
    [Theory]
    [InlineData(-1, 437, 318)]
    [InlineData(+1, 438, 333)]
    public void The_Poisson_Cusum_of_Lucas_runs_as_long_as_printed(int direction, int fromZero, int withHeadStart)
    {
        var runs = RunLengths(reference: .25, limit: 10, mean: .25, direction);
        Math.Round(runs(0)).ShouldBe(fromZero);
        Math.Round(runs(5)).ShouldBe(withHeadStart);
    }

    /// <summary>
    /// The exact Markov chain over the values that <see cref="Cusum.Next"/> takes: multiples of a quarter below the limit. Expected steps to
    /// the signal solve (I − Q)·L = 1 with Q the chances to move between them.
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
                var to = (int)(Cusum.Next(from / (double)Steps, direction * (count - reference)) * Steps);
                if (to < states)
                    stay[from, to] -= Poisson.PMF(mean, count);
            }
        }
        var lengths = stay.Solve(Vector<double>.Build.Dense(states, 1));
        return start => lengths[(int)(start * Steps)];
    }

    /// <summary>
    /// 15 events in 400: the exact 95 % interval of the rate is .0209884653 to .0618505471 (R: DescTools, exactci). Its ends are the means at
    /// which 15 becomes, and ceases to be, a count within the 2.5 % and 97.5 % quantiles.
    /// </summary>
    [Theory]
    [InlineData(.0209884653, .975, 14, 15)]
    [InlineData(.0618505471, .025, 15, 16)]
    public void The_quantiles_of_a_Poisson_count_change_at_the_ends_of_the_exact_interval(double rate, double probability, int before, int after)
    {
        PoissonRange.Quantile(400 * (rate - 1e-9), probability).ShouldBe(before);
        PoissonRange.Quantile(400 * (rate + 1e-9), probability).ShouldBe(after);
    }

    /// <summary>The examples of Newcombe (1998), Statistics in Medicine 17, table I: the score interval and the exact one, 95 %.</summary>
    [Theory]
    [InlineData(81, 263, .2553, .3662, .2527, .3676)]
    [InlineData(15, 148, .0624, .1605, .0578, .1617)]
    [InlineData(0, 20, 0, .1611, 0, .1684)]
    [InlineData(1, 29, .0061, .1718, .0009, .1776)]
    public void The_intervals_of_a_share_are_those_of_Newcombe(int hits, int count, double scoreLow, double scoreHigh, double exactLow, double exactHigh)
    {
        var score = WilsonInterval.Of(hits / (double)count, count, tail: .025);
        (Math.Round(score.Low, 4), Math.Round(score.High, 4)).ShouldBe((scoreLow, scoreHigh));
        var exact = ExactShareInterval.Of(hits, count, tail: .025);
        (Math.Round(exact.Low, 4), Math.Round(exact.High, 4)).ShouldBe((exactLow, exactHigh));
    }

    /// <summary>The first numbers of the state 1234567, as the reference implementation of SplitMix64 (Vigna) gives them.</summary>
    [Fact]
    public void SplitMix64_gives_the_numbers_of_the_reference_implementation()
    {
        var draws = SplitMix64.FromState(1234567);
        ulong[] drawn = [draws.Next(), draws.Next(), draws.Next(), draws.Next(), draws.Next()];
        drawn.ShouldBe([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821]);
    }

    /// <summary>The test vectors of FNV-1a, 64 bits (Fowler, Noll, Vo and Eastlake, draft-eastlake-fnv).</summary>
    [Theory]
    [InlineData("", 0xcbf29ce484222325)]
    [InlineData("a", 0xaf63dc4c8601ec8c)]
    [InlineData("foobar", 0x85944171f73967e8)]
    public void The_stable_hash_gives_the_test_vectors_of_Fnv1a(string text, ulong hash) => StableHash.Of(text).ShouldBe(hash);
}
