using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

/// <summary>Two shares compared, against published figures.</summary>
public sealed class TwoSharesTests
{
    /// <summary>Newcombe, Statistics in Medicine 17, 1998, table II, method 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, .2000, .0524, .3339)]
    [InlineData(9, 10, 3, 10, .6000, .1705, .8090)]
    [InlineData(7, 34, 1, 34, .1765, .0189, .3404)]
    [InlineData(10, 10, 0, 20, 1.0, .6791, 1.0)]
    [InlineData(5, 56, 0, 29, .0893, -.0381, .1926)]
    public void Newcombes_examples(int events, int of, int otherEvents, int ofOthers, double difference, double low, double high)
    {
        var interval = NewcombeDifference.Of(events, of, otherEvents, ofOthers)!.Value;
        (Math.Round(interval.Difference, 4), Math.Round(interval.Low, 4), Math.Round(interval.High, 4)).ShouldBe((difference, low, high));
    }

    [Fact]
    public void An_empty_group_compares_nothing()
    {
        NewcombeDifference.Of(0, 0, 1, 2).ShouldBeNull();
        MantelHaenszel.RiskDifference([new(0, 0, 1, 2), new(1, 3, 0, 0)]).ShouldBeNull();
        MantelHaenszel.OddsRatio([new(1, 2, 0, 2)]).ShouldBeNull();
        MantelHaenszel.Test([new(0, 2, 0, 2)]).ShouldBeNull();
    }

    /// <summary>fisher.test of R; the mid-p of the first as Ritland prints it.</summary>
    [Theory]
    [InlineData(0, 16, 15, 72, .06287)]
    [InlineData(7, 34, 1, 34, .05440)]
    [InlineData(56, 70, 48, 80, .01252)]
    public void Fishers_exact_test(int events, int of, int otherEvents, int ofOthers, double p) => Math.Round(FisherExact.Of(events, of, otherEvents, ofOthers).P, 5).ShouldBe(p);

    [Fact]
    public void The_mid_p_counts_half_of_what_is_as_probable_as_what_was_seen()
    {
        Math.Round(FisherExact.Of(0, 16, 15, 72).MidP, 5).ShouldBe(.04466);
        // Two tables are as probable as this one, itself among them.
        Math.Round(FisherExact.Of(7, 34, 1, 34).MidP, 5).ShouldBe(.02966);
        FisherExact.Of(0, 5, 0, 5).ShouldBe(new FisherExact(1, .5));
    }

    /// <summary>Doll and Hill, British Medical Journal 1950: lung cancer and smoking, men and women.</summary>
    [Fact]
    public void Doll_and_Hills_smokers()
    {
        // Cases and controls: of the cases 647 of 649 men smoked, of the controls 622 of 649.
        TwoShares[] strata = [new(647, 1269, 2, 29), new(41, 69, 19, 51)];
        Math.Round(MantelHaenszel.OddsRatio(strata)!.Value, 4).ShouldBe(4.5239);
        Math.Round(MantelHaenszel.Test(strata)!.Value.ChiSquared, 3).ShouldBe(24.920);
        var (chi, p) = MantelHaenszel.Homogeneity(strata)!.Value;
        (Math.Round(chi, 3), Math.Round(p, 6)).ShouldBe((5.175, .022919));
    }

    [Fact]
    public void A_difference_within_strata_is_weighted_and_a_stratum_of_one_group_says_nothing()
    {
        // 10 of 40 less 2 of 20, and 5 of 10 less 12 of 30: weights 40·20/60 and 10·30/40.
        TwoShares[] strata = [new(10, 40, 2, 20), new(5, 10, 12, 30)];
        var (difference, error) = MantelHaenszel.RiskDifference(strata)!.Value;
        difference.ShouldBe((40.0 * 20 / 60 * .15 + 7.5 * .1) / (40.0 * 20 / 60 + 7.5), 1e-12);
        error.ShouldBeInRange(.08, .11);
        MantelHaenszel.RiskDifference([.. strata, new(3, 3, 0, 0)]).ShouldBe((difference, error));
    }

    /// <summary>The values of confseq, the program of the authors (uniform_boundaries, tests).</summary>
    [Fact]
    public void The_mixtures_bound_is_that_of_its_authors()
    {
        var mixture = NormalMixture.NarrowestAt(100);
        mixture.Rho.ShouldBe(12.60056, 5e-6);
        mixture.Bound(100).ShouldBe(30.35209, 5e-6);
        mixture.Log(10, 100).ShouldBe(-.6510052, 5e-8);
    }
}
