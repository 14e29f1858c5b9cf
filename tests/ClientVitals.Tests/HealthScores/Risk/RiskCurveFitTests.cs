using ClientVitals.HealthScores.Risk;
using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Risk;

public sealed class RiskCurveFitTests
{
    [Fact]
    public void A_book_without_a_past_gets_what_the_product_comes_with()
    {
        var curve = RiskCurveFit.Of([], 30);
        curve.ShouldBe(RiskCurve.Shipped(30));
        curve.Probability(new RiskSigns(.1, .2, .2, 9)).ShouldBe(RiskStack.Shipped(30).Probability(new RiskSigns(.1, .2, .2, 9)));
    }

    [Fact]
    public void Few_outcomes_of_one_kind_teach_nothing()
    {
        var cases = Cases(1, 4_000, shipped => 0.0).Select((one, place) => one with { Silent = place < 99 }).ToList();
        var curve = RiskCurveFit.Of(cases, 30);
        (curve.Kind, curve.Stack, curve.Cases, curve.Silent).ShouldBe((Recalibration.Shipped, RiskStack.Shipped(30), 4_000, 99));
    }

    [Fact]
    public void Where_what_is_shipped_is_right_it_stays_or_hardly_moves()
    {
        var cases = Cases(2, 6_000, shipped => shipped);
        var curve = RiskCurveFit.Of(cases, 30);
        cases.Average(one => Math.Abs(curve.Probability(one.Signs) - RiskStack.Shipped(30).Probability(one.Signs))).ShouldBeLessThan(.02);
    }

    /// <summary>Said .75, seen .4: what the dropout model does in its top tenths (design/reference-numbers.md E).</summary>
    [Fact]
    public void Probabilities_that_are_too_high_are_brought_down_to_what_was_seen()
    {
        var cases = Cases(3, 8_000, shipped => LogisticFit.Probability(-.6 + .5 * LogisticFit.Logit(shipped)));
        var curve = RiskCurveFit.Of(cases, 30);
        curve.Kind.ShouldNotBe(Recalibration.Shipped);
        var fresh = Cases(4, 8_000, shipped => LogisticFit.Probability(-.6 + .5 * LogisticFit.Logit(shipped)));
        Table(curve, fresh).AverageError.ShouldBeLessThan(.03);
        Table(RiskCurve.Shipped(30), fresh).AverageError.ShouldBeGreaterThan(.05);
    }

    [Fact]
    public void A_shape_that_no_straight_line_has_is_found_by_the_isotonic_fit()
    {
        static double Steps(double shipped) => shipped < .3 ? .1 : shipped < .7 ? .5 : .55;
        var curve = RiskCurveFit.Of(Cases(5, 20_000, Steps), 30);
        curve.Steps.ShouldNotBeNull();
        Table(curve, Cases(6, 20_000, Steps)).AverageError.ShouldBeLessThan(.025);
    }

    [Fact]
    public void A_sign_that_counts_for_more_in_this_book_is_weighed_again()
    {
        // Only their own rhythm tells here; the book's model says nothing.
        var cases = Cases(7, 12_000, null, signs => signs.Own);
        var curve = RiskCurveFit.Of(cases, 30);
        curve.Kind.ShouldBe(Recalibration.Weighed);
        curve.Stack.Own.ShouldBeGreaterThan(2 * Math.Abs(curve.Stack.Book));
    }

    /// <summary>Forty client-days move a probability by little, twenty thousand by all there is.</summary>
    [Theory]
    [InlineData(Recalibration.Platt, false)]
    [InlineData(Recalibration.Shipped, true)]
    [InlineData(Recalibration.Weighed, false)]
    [InlineData(Recalibration.Weighed, true)]
    public void Few_cases_are_drawn_to_what_is_shipped(Recalibration kind, bool bends)
    {
        double Moved(int count)
        {
            var curve = RiskCurveFit.Fit(kind, bends, Cases(8, count, shipped => LogisticFit.Probability(.3 * LogisticFit.Logit(shipped))), RiskStack.Shipped(30));
            var signs = new RiskSigns(.8, .95, .95, 30);
            return RiskStack.Shipped(30).Probability(signs) - curve.Probability(signs);
        }
        Moved(40).ShouldBeLessThan(.5 * Moved(20_000));
        Moved(20_000).ShouldBeGreaterThan(.03);
    }

    [Theory]
    [InlineData(Recalibration.Platt, false)]
    [InlineData(Recalibration.Model, false)]
    [InlineData(Recalibration.Platt, true)]
    public void A_recalibration_never_turns_the_order_round(Recalibration kind, bool bends)
    {
        var curve = RiskCurveFit.Fit(kind, bends, Cases(9, 3_000, shipped => .5 * shipped), RiskStack.Shipped(60));
        double before = 0;
        for (var place = 1; place < 100; place++)
        {
            var chance = curve.Probability(new RiskSigns(0, place / 100.0, place / 100.0, 10));
            chance.ShouldBeGreaterThanOrEqualTo(before);
            before = chance;
        }
    }

    private static CalibrationTable Table(RiskCurve curve, List<RiskCase> cases) =>
        CalibrationTable.Of([.. cases.Select(one => curve.Probability(one.Signs))], [.. cases.Select(one => one.Silent)]);

    /// <summary>Client-days on five mornings, in whom silence comes with a chance that depends on what is shipped, or on the signs.</summary>
    private static List<RiskCase> Cases(int seed, int count, Func<double, double>? byShipped, Func<RiskSigns, double>? bySigns = null)
    {
        var draws = new SplitMix64(seed, 1);
        var cases = new List<RiskCase>(count);
        for (var client = 0; client < count; client++)
        {
            var signs = new RiskSigns(draws.Unit(), draws.Between(.01, .99), draws.Between(.01, .99), draws.Between(.5, 60));
            var chance = bySigns?.Invoke(signs) ?? byShipped!(RiskStack.Shipped(30).Probability(signs));
            cases.Add(new RiskCase(client, 1000 + 30 * (client % 5), signs, draws.Happens(chance)));
        }
        return cases;
    }
}
