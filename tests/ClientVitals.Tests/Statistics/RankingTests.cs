using System.Globalization;
using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

/// <summary>Groups compared without a league table, against published figures and real data.</summary>
public sealed class RankingTests
{
    /// <summary>Surgical deaths in twelve hospitals A to L (BUGS examples, volume I).</summary>
    private static readonly (int Events, int Count)[] Hospitals = [(0, 47), (18, 148), (8, 119), (46, 810), (8, 211), (13, 196), (9, 148), (31, 215), (14, 207), (8, 97), (29, 256), (24, 360)];

    private static List<string[]> Rows(string file) => [.. File.ReadLines(SharedData.File("ranking", file)).Skip(1).Select(line => line.Split(','))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Efron and Morris 1975: eighteen batters, what their first 45 at-bats say of the rest of the season. They print .209, 17.56 and 5.01.</summary>
    [Fact]
    public void Eighteen_batters_are_drawn_towards_their_mean()
    {
        var batters = Rows("pscl_EfronMorris.csv");
        // Hits of 45, of which the file has the share to three digits.
        double[] began = [.. batters.Select(row => Math.Round(45 * Number(row[5])) / 45)];
        double[] after = [.. batters.Select(row => Number(row[7]))];
        double[] scaled = [.. began.Select(share => SteinShrinkage.Scaled(share, 45))];
        double[] truth = [.. after.Select(share => SteinShrinkage.Scaled(share, 45))];
        var drawn = SteinShrinkage.Of(scaled, 1);
        Error(scaled).ShouldBe(17.57, .01);
        Error(drawn.Means).ShouldBe(5.00, .005);
        (Error(scaled) / Error(drawn.Means)).ShouldBe(3.51, .01);
        drawn.Kept.ShouldBe(.2090, .0001);
        drawn.Means.Select(mean => Math.Round(SteinShrinkage.Share(mean, 45), 3))
            .ShouldBe([.290, .286, .281, .277, .273, .273, .268, .264, .259, .259, .254, .254, .254, .254, .254, .249, .244, .239]);

        // The shares themselves, with the variance of their mean.
        var mean = began.Average();
        var shares = SteinShrinkage.Of(began, mean * (1 - mean) / 45);
        shares.Kept.ShouldBe(.2117, .0001);
        began.Zip(after, (one, other) => (one - other) * (one - other)).Sum().ShouldBe(.0753, .0001);
        shares.Means.Zip(after, (one, other) => (one - other) * (one - other)).Sum().ShouldBe(.0213, .0001);

        double Error(IReadOnlyList<double> means) => means.Zip(truth, (one, other) => (one - other) * (one - other)).Sum();
    }

    [Fact]
    public void Nothing_is_kept_of_differences_that_chance_makes()
    {
        var same = SteinShrinkage.Of([1, 1.1, .9, 1, 1.05], 1);
        (same.Kept, same.Means.Distinct().Count()).ShouldBe((0, 1));
    }

    [Fact]
    public void Twelve_hospitals_have_a_share_of_their_own()
    {
        var fit = BetaBinomialFit.Of(Hospitals)!.Value;
        fit.A.ShouldBe(8.2535, .0005);
        fit.B.ShouldBe(99.6369, .005);
        fit.LogLikelihood.ShouldBe(-38.75309, .000005);
        Hospitals.Select(one => Math.Round(fit.MeanOf(one.Events, one.Count), 4))
            .ShouldBe([.0533, .1026, .0716, .0591, .0510, .0699, .0674, .1216, .0707, .0793, .1024, .0689]);
    }

    [Fact]
    public void Groups_that_are_alike_are_nearly_one_and_nothing_is_fitted_to_nothing()
    {
        // Less spread than chance makes: each is the mean of all.
        var alike = BetaBinomialFit.Of([.. Enumerable.Repeat((10, 100), 12)])!.Value;
        alike.MeanOf(10, 100).ShouldBe(.1, 1e-6);
        alike.MeanOf(40, 100).ShouldBe(.1, .001);
        BetaBinomialFit.Of([(1, 10), (2, 10)]).ShouldBeNull();
        BetaBinomialFit.Of([(0, 10), (0, 20), (0, 30)]).ShouldBeNull();
        BetaBinomialFit.Of([(10, 10), (20, 20), (30, 30)]).ShouldBeNull();
        BetaBinomialFit.Of([(1, 10), (2, 10), (0, 0), (3, 10)]).ShouldNotBeNull();
    }

    [Fact]
    public void A_place_among_twelve_is_hardly_known()
    {
        var fit = BetaBinomialFit.Of(Hospitals)!.Value;
        var ranks = RanksOfShares.Of([.. Hospitals.Select(one => (fit.A + one.Events, fit.B + one.Count - one.Events))]);
        ranks.Select((rank, at) => $"{(char)('A' + at)} {rank.Low}-{rank.High}")
            .ShouldBe(["A 1-9", "B 6-12", "C 1-11", "D 1-8", "E 1-8", "F 1-10", "G 1-10", "H 9-12", "I 1-10", "J 2-12", "K 7-12", "L 2-10"]);
        // Published from random draws: .626, .178, .147 and .364, .352; by numerical integration, written down apart from this code, they are these.
        new[] { ranks[7], ranks[1], ranks[10] }.Select(rank => Math.Round(rank.Highest, 4)).ShouldBe([.6258, .1781, .1476]);
        new[] { ranks[0], ranks[4] }.Select(rank => Math.Round(rank.Lowest, 4)).ShouldBe([.3653, .3522]);
        ranks.Sum(rank => rank.Lowest).ShouldBe(1, 1e-4);
    }

    [Fact]
    public void Places_among_many_agree_with_those_among_few()
    {
        // The same five books twelve and thirteen times: 60 are computed exactly, 65 are not.
        (double A, double B)[] books = [(3, 40), (5, 40), (8, 90), (20, 150), (12, 60)];
        var exact = RanksOfShares.Of([.. Enumerable.Repeat(books, 12).SelectMany(one => one)]);
        var nearly = RanksOfShares.Of([.. Enumerable.Repeat(books, 13).SelectMany(one => one)]);
        for (var book = 0; book < books.Length; book++)
        {
            (nearly[book].Low / 65.0).ShouldBe(exact[book].Low / 60.0, .02);
            (nearly[book].High / 65.0).ShouldBe(exact[book].High / 60.0, .02);
        }
    }

    [Fact]
    public void Another_law_of_the_differences_says_nearly_the_same()
    {
        var shares = LogitNormalShares.Of(Hospitals);
        shares.Shares.Select(share => Math.Round(share, 4)).ShouldBe([.0532, .1032, .0707, .0593, .0518, .0693, .0667, .1231, .0700, .0785, .1021, .0685]);
        (Math.Round(shares.Mean, 3), Math.Round(shares.Share, 4)).ShouldBe((-2.554, .0728));
        // Published: .403; over a range of the mean beyond which nothing more is added it is .4035.
        shares.Deviation.ShouldBe(.4035, .0001);
    }

    [Fact]
    public void Of_sixty_six_pairs_of_hospitals_two_are_told_apart()
    {
        var pairs = (from one in Enumerable.Range(0, 12) from other in Enumerable.Range(one + 1, 11 - one) select (one, other)).ToList();
        double[] each = [.. pairs.Select(pair => FisherExact.Of(Hospitals[pair.one].Events, Hospitals[pair.one].Count, Hospitals[pair.other].Events, Hospitals[pair.other].Count).P)];
        var together = HolmAdjustment.Of(each);
        pairs.Zip(together).Where(pair => pair.Second < .05).Select(pair => $"{(char)('A' + pair.First.one)}{(char)('A' + pair.First.other)}").ShouldBe(["DH", "EH"], ignoreOrder: true);
        each[pairs.IndexOf((3, 7))].ShouldBe(6.0e-5, .05e-5);
        each[pairs.IndexOf((4, 7))].ShouldBe(1.5e-4, .05e-4);
    }

    /// <summary>Holm 1979; adjusted as p.adjust of R does.</summary>
    [Fact]
    public void Probabilities_of_many_tests_are_raised_in_their_order() =>
        HolmAdjustment.Of([.01, .04, .03, .005]).ShouldBe([.03, .06, .06, .02], 1e-12);

    /// <summary>FunnelPlotR.</summary>
    [Theory]
    [InlineData(15, .025, .5596924, 1.649348)]
    [InlineData(20, .025, .6108260, 1.544419)]
    [InlineData(30, .025, .6746958, 1.427562)]
    [InlineData(15, .001, .3862650, 2.082907)]
    [InlineData(20, .001, .4479107, 1.902094)]
    [InlineData(30, .001, .5289724, 1.702771)]
    public void Limits_of_a_funnel(double expected, double tail, double low, double high)
    {
        var limits = ObservedToExpected.Limits(expected, tail);
        limits.Low.ShouldBe(low, 5e-7);
        limits.High.ShouldBe(high, 5e-7);
    }

    /// <summary>FunnelPlotR.</summary>
    [Fact]
    public void Six_hospitals_differ_by_more_than_chance() =>
        ObservedToExpected.LogDispersion([new(100, 108), new(150, 112), new(180, 165), new(80, 95), new(120, 100), new(225, 220)]).ShouldBe(2.948033, 5e-7);

    /// <summary>Patients of Medicare in 54 hospitals: deaths and days, expected by what each patient brought along.</summary>
    [Fact]
    public void What_the_patients_bring_along_is_taken_out()
    {
        var patients = Rows("COUNT_medpar.csv");
        double[] At(params int[] columns) => [.. patients.SelectMany(row => columns.Select(column => Number(row[column])))];
        var died = At(4);
        var features = At(2, 5, 8, 9);
        var fit = LogisticFit.Of(features, 4, died, new double[5], new double[5]);
        fit.Select(one => Math.Round(one, 5)).ShouldBe([-.93056, .09472, .66688, .34092, .67759]);

        var chances = Enumerable.Range(0, patients.Count).Select(row => LogisticFit.Probability(fit[0] + Enumerable.Range(0, 4).Sum(one => fit[one + 1] * features[row * 4 + one]))).ToList();
        var hospitals = Enumerable.Range(0, patients.Count).GroupBy(row => patients[row][10])
            .Select(group => new ObservedToExpected(group.Sum(row => died[row]), group.Sum(row => chances[row]), group.Sum(row => chances[row] * (1 - chances[row])))).ToList();
        (hospitals.Count, hospitals.Sum(one => one.Observed), Math.Round(hospitals.Sum(one => one.Expected), 6)).ShouldBe((54, 513, 513));
        ObservedToExpected.Dispersion(hospitals).ShouldBe(1.2158, .00005);
        (hospitals.Count(one => Math.Abs(one.Z) > 1.96), hospitals.Count(one => Math.Abs(one.Z) > 3.09)).ShouldBe((5, 0));

        PoissonFit.Of(At(2, 4, 5, 8, 9), 5, At(1)).Select(one => Math.Round(one, 5)).ShouldBe([2.26875, -.07637, -.24574, -.02141, .24921, .74869]);
    }
}
