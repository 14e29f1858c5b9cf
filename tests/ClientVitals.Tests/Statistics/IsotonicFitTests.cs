using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

public sealed class IsotonicFitTests
{
    /// <summary>The pituitary data of de Leeuw, Hornik and Mair (2009), Journal of Statistical Software 32(5), ties "secondary".</summary>
    [Fact]
    public void The_fit_is_that_of_the_published_pituitary_data()
    {
        double[] age = [8, 8, 8, 10, 10, 10, 12, 12, 12, 14, 14];
        var fit = IsotonicFit.Of(age, [21, 23.5, 23, 24, 21, 25, 21.5, 22, 19, 23.5, 25]);
        foreach (var place in age)
            fit.Step(place).ShouldBe(place < 14 ? 22.22222 : 24.25, 5e-6);
    }

    /// <summary>The example in the tests of scikit-learn's isotonic_regression.</summary>
    [Fact]
    public void The_fit_is_that_of_scikit_learn()
    {
        double[] places = [0, 1, 2, 3, 4, 5, 6];
        var fit = IsotonicFit.Of(places, [3, 7, 5, 9, 8, 7, 10]);
        places.Select(fit.Step).ShouldBe([3, 6, 6, 8, 8, 8, 10]);
    }

    [Fact]
    public void Equal_places_are_averaged_first()
    {
        double[] places = [0, 1, 1, 2, 3, 4];
        var fit = IsotonicFit.Of(places, [0, 0, 1, 0, 0, 1]);
        places.Select(fit.Step).ShouldBe([0, .25, .25, .25, .25, 1]);
    }

    [Fact]
    public void The_order_of_the_data_does_not_matter_and_a_weight_counts_as_so_many()
    {
        var draws = new SplitMix64(7, 1);
        double[] places = [.. Enumerable.Range(0, 40).Select(_ => (double)draws.Below(15))];
        double[] values = [.. places.Select(_ => draws.Unit())];
        var fit = IsotonicFit.Of([.. places, .. places], [.. values, .. values]);
        var turned = IsotonicFit.Of([.. places.Reverse()], [.. values.Reverse()], [.. places.Select(_ => 2.0)]);
        for (var place = 0; place < 15; place++)
            turned.Step(place).ShouldBe(fit.Step(place), 1e-12);
    }

    /// <summary>Least squares over all increasing functions, found by looking at every way to cut into blocks.</summary>
    [Fact]
    public void No_increasing_function_is_nearer()
    {
        var draws = new SplitMix64(8, 1);
        for (var round = 0; round < 40; round++)
        {
            double[] places = [.. Enumerable.Range(0, 8).Select(place => (double)place)];
            double[] values = [.. places.Select(_ => Math.Round(draws.Unit(), 2))];
            var fit = IsotonicFit.Of(places, values);
            places.Sum(place => Math.Pow(fit.Step(place) - values[(int)place], 2)).ShouldBe(Least(values), 1e-12);
        }
    }

    [Fact]
    public void Between_centers_the_line_is_straight_and_beyond_them_level()
    {
        var fit = IsotonicFit.Of([0, 1, 2, 3], [.2, .1, .5, .7]);
        fit.Between(-5).ShouldBe(.15, 1e-12);
        fit.Between(.5).ShouldBe(.15, 1e-12);
        fit.Between(1.25).ShouldBe(.325, 1e-12);
        fit.Between(2).ShouldBe(.5, 1e-12);
        fit.Between(9).ShouldBe(.7, 1e-12);
    }

    private static double Least(double[] values)
    {
        var least = double.MaxValue;
        for (var cuts = 0; cuts < 1 << (values.Length - 1); cuts++)
        {
            double sum = 0, before = double.MinValue;
            var from = 0;
            var rises = true;
            for (var until = 1; until <= values.Length && rises; until++)
            {
                if (until < values.Length && (cuts >> (until - 1) & 1) == 0)
                    continue;
                var mean = values[from..until].Average();
                rises = mean >= before;
                sum += values[from..until].Sum(value => (value - mean) * (value - mean));
                (from, before) = (until, mean);
            }
            if (rises)
                least = Math.Min(least, sum);
        }
        return least;
    }
}
