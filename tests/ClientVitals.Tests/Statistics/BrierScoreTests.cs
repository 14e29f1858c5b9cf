using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

public sealed class BrierScoreTests
{
    /// <summary>The example of scikit-learn's brier_score_loss.</summary>
    [Fact]
    public void The_score_is_that_of_the_published_example() =>
        BrierScore.Of([.1, .9, .8, .3], [false, true, true, false]).Score.ShouldBe(.0375, 1e-15);

    /// <summary>Murphy's parts of forecasts that take few values: by hand, two bins of four, .25 with one event and .75 with three.</summary>
    [Fact]
    public void A_calibrated_forecast_has_no_unreliability()
    {
        var score = BrierScore.Of(
            [.25, .25, .25, .25, .75, .75, .75, .75], [true, false, false, false, true, true, true, false], bins: 2);
        score.Reliability.ShouldBe(0, 1e-15);
        score.Resolution.ShouldBe(.0625, 1e-15);
        score.Uncertainty.ShouldBe(.25, 1e-15);
        score.Within.ShouldBe(0, 1e-15);
        score.Score.ShouldBe(.1875, 1e-15);
        score.Skill.ShouldBe(.25, 1e-15);
    }

    [Fact]
    public void The_parts_add_up_to_the_score_and_what_is_within_bins_is_what_the_literature_says()
    {
        var draws = new SplitMix64(6, 1);
        for (var round = 0; round < 50; round++)
        {
            var count = 1 + draws.Below(80);
            var (chances, events) = (new double[count], new bool[count]);
            for (var i = 0; i < count; i++)
                (chances[i], events[i]) = (draws.Unit(), draws.Happens(.3));
            var score = BrierScore.Of(chances, events);
            (score.Reliability - score.Resolution + score.Uncertainty + score.Within).ShouldBe(score.Score, 1e-12);
            score.Within.ShouldBe(WithinBins(chances, events), 1e-12);
        }
    }

    [Fact]
    public void Who_always_says_the_base_rate_has_no_skill() => BrierScore.Of([.25, .25, .25, .25], [true, false, false, false], bins: 1).Skill.ShouldBe(0, 1e-15);

    /// <summary>Stephenson, Coelho and Jolliffe (2008): variance within bins minus twice the covariance within them.</summary>
    private static double WithinBins(double[] chances, bool[] events)
    {
        var sorted = chances.Zip(events).OrderBy(one => one.First).ToArray();
        double sum = 0;
        for (var bin = 0; bin < 10; bin++)
        {
            var part = sorted[(sorted.Length * bin / 10)..(sorted.Length * (bin + 1) / 10)];
            if (part.Length == 0)
                continue;
            double said = part.Average(one => one.First), seen = part.Average(one => one.Second ? 1.0 : 0);
            sum += part.Sum(one => (one.First - said) * (one.First - said) - 2 * ((one.Second ? 1 : 0) - seen) * (one.First - said));
        }
        return sum / sorted.Length;
    }
}
