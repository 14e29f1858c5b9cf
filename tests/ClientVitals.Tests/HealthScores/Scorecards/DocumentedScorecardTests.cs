using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Scorecards;

/// <summary>The scorecard documented-v1 is the documented formula to the digit, with the deviations of decision 50 and no other.</summary>
public sealed class DocumentedScorecardTests
{
    private static readonly Scorecard Card = ShippedScorecards.Documented;

    private readonly ScoreClients _scoring = new(Card);

    [Fact]
    public void Every_line_of_the_table_comes_out_as_written()
    {
        DocumentedTable.Lines.Count.ShouldBeGreaterThan(600);
        foreach (var line in DocumentedTable.Lines)
        {
            var score = _scoring.Of(line.Values);
            score.Dimension("engagement").ShouldBe(line.Engagement, line.ToString());
            score.Dimension("package").ShouldBe(line.Package, line.ToString());
            score.Dimension("momentum").ShouldBe(line.Momentum, line.ToString());
            score.MomentumIndicator.ShouldBe(line.Indicator, line.ToString());
            if (line.Score is not null)
                score.RateOfChangePercent.ShouldBe(line.Rate, line.ToString());
            score.Score.ShouldBe(line.Score, line.ToString());
            score.Zone.ShouldBe(line.Zone, line.ToString());
            score.Confidence.ShouldBe(line.Confidence, line.ToString());
            (score.Risk?.Points, score.Risk?.Category).ShouldBe((line.Risk, line.Category), line.ToString());
            score.Priority.ShouldBe(line.Priority, line.ToString());
            score.EarlyWarning.ShouldBe(line.EarlyWarning, line.ToString());
        }
    }

    /// <summary>A border that is missing from the table would be a border that nobody looked at.</summary>
    [Fact]
    public void The_table_has_every_border_from_both_sides_and_on_it()
    {
        var missing = new List<string>();
        foreach (var (input, limit) in Limits().Distinct())
        {
            decimal[] values = [.. DocumentedTable.Lines.Select(line => Value(line, input)).OfType<decimal>()];
            if (limit > 0 || input == "rate_of_change")
                missing.AddRange(values.Any(value => value < limit) ? [] : [$"{input} below {limit}"]);
            missing.AddRange(values.Contains(limit) ? [] : [$"{input} = {limit}"]);
            missing.AddRange(values.Any(value => value > limit) ? [] : [$"{input} above {limit}"]);
        }
        missing.ShouldBeEmpty();
        Limits().Distinct().Count().ShouldBeGreaterThan(18);
    }

    /// <summary>With everything known scores are even, so the borders at 85, 70 and 50 are reached from 84, 70 and 50; the borders themselves are asked here.</summary>
    [Theory]
    [InlineData(85, "PURPLE")]
    [InlineData(84.99, "GREEN")]
    [InlineData(70, "GREEN")]
    [InlineData(69.99, "YELLOW")]
    [InlineData(50, "YELLOW")]
    [InlineData(49.99, "RED")]
    [InlineData(0, "RED")]
    [InlineData(100, "PURPLE")]
    public void A_zone_begins_at_its_border(double score, string zone) => _scoring.ZoneOf((decimal)score).ShouldBe(zone);

    [Fact]
    public void The_example_of_the_documents_is_86_purple_with_a_risk_of_30()
    {
        var score = _scoring.Of([3, 12, 0, 10, 20]);
        (score.Score, score.Zone, score.Risk!.Points, score.Risk.Category, score.Priority).ShouldBe((86m, "PURPLE", 30m, "LOW", "LOW"));
        score.Scorecard.ShouldBe("documented-v1");
        (score.Dimension("relationship"), score.Dimension("financial"), score.Dimension("commitment")).ShouldBe((null, null, null));
    }

    /// <summary>Where none of the deviations applies, the earlier calculator says the same.</summary>
    [Fact]
    public void What_is_known_and_not_exactly_minus_20_percent_is_scored_as_the_earlier_calculator_did()
    {
        var draws = new SplitMix64(20, 1);
        for (var round = 0; round < 50_000; round++)
        {
            var (week, month, days, bought) = (draws.Below(9), draws.Below(50), 1 + draws.Below(60), 1 + draws.Below(60));
            var left = draws.Below(bought + 3);
            if (43 * week - 10 * month == -2 * month && month > 0)
                continue;
            Same(_scoring.Of([week, month, days, left, bought]), new EarlierFormula(week, month, days, left, bought), $"{week} {month} {days} {left} {bought}");
        }
    }

    [Fact]
    public void The_table_agrees_with_the_earlier_calculator_wherever_no_deviation_applies()
    {
        var compared = 0;
        foreach (var line in DocumentedTable.Lines)
        {
            if (line.Inputs is not [{ } week, { } month, { } days and > 0, { } left, { } bought and > 0] || line.Rate is -20)
                continue;
            Same(_scoring.Of(line.Values), new EarlierFormula((double)week, (double)month, (double)days, (double)left, (double)bought), line.ToString());
            compared++;
        }
        compared.ShouldBeGreaterThan(300);
    }

    /// <summary>Who trained today was taken for somebody who never came: 74 GREEN with a risk of 65 instead of 86 PURPLE with 30.</summary>
    [Fact]
    public void Day_0_is_today()
    {
        var earlier = new EarlierFormula(3, 12, 0, 10, 20);
        (earlier.Score, earlier.Zone, earlier.Risk, earlier.Priority).ShouldBe((74, "GREEN", 65, "HIGH"));
        var score = _scoring.Of([3, 12, 0, 10, 20]);
        (score.Score, score.Zone, score.Risk!.Points, score.Priority).ShouldBe((86m, "PURPLE", 30m, "LOW"));
    }

    [Fact]
    public void Exactly_minus_20_percent_is_stable()
    {
        var earlier = new EarlierFormula(8, 43, 1, 10, 20);
        (earlier.Momentum, earlier.Indicator).ShouldBe((30, "DECLINING"));
        var score = _scoring.Of([8, 43, 1, 10, 20]);
        (score.Dimension("momentum"), score.MomentumIndicator, score.RateOfChangePercent).ShouldBe((50m, "STABLE", -20m));
    }

    /// <summary>Unknown purchases with one session left scored 90, unknown sessions as none at all.</summary>
    [Fact]
    public void Unknown_is_unknown_and_its_weight_is_shared_out()
    {
        new EarlierFormula(3, 12, 1, 1, null).Package.ShouldBe(90);
        var package = _scoring.Of([3, 12, 1, 1, InputValue.Unknown]);
        package.Dimension("package").ShouldBeNull();
        package.Confidence.ShouldBe(.7m);
        // (.4 · 95 + .3 · 70) / .7 = 84.29
        (package.Score, package.Zone).ShouldBe((84m, "GREEN"));

        new EarlierFormula(null, null, null, 10, 20).Score.ShouldBe(44);
        var sessions = _scoring.Of([InputValue.Unknown, InputValue.Unknown, InputValue.Unknown, 10, 20]);
        (sessions.Score, sessions.Confidence, sessions.MomentumIndicator).ShouldBe((90m, .3m, null));

        var nothing = _scoring.Of(new InputValue[5]);
        (nothing.Score, nothing.Zone, nothing.Risk, nothing.Priority, nothing.Confidence).ShouldBe((null, null, null, null, 0m));
        nothing.Why.ShouldNotBeNull().ShouldContain("Nothing");
    }

    [Fact]
    public void Old_input_is_no_score_however_good_it_was()
    {
        for (var place = 0; place < 5; place++)
        {
            InputValue[] inputs = [3, 12, 0, 10, 20];
            inputs[place] = new InputValue(inputs[place].Value, IsStale: true);
            var score = _scoring.Of(inputs);
            (score.Score, score.Zone, score.Risk, score.MomentumIndicator, score.Confidence).ShouldBe((null, null, null, null, 0m));
            score.Why.ShouldNotBeNull().ShouldContain(place < 3 ? "sessions" : "packages");
        }
    }

    [Fact]
    public void Risk_names_what_gave_points_and_what_is_unknown()
    {
        var score = _scoring.Of([0, 8, 20, InputValue.Unknown, 10]);
        score.Risk!.Factors.ShouldBe(
            [new("base", 50), new("momentum", 30), new("sessions_7d", 25), new("days_since_last_session", 15), new("remaining_percent", null)]);
        score.Risk.Points.ShouldBe(100);
    }

    /// <summary>Column rate_of_change_percent is numeric(5,2).</summary>
    [Fact]
    public void A_rate_beyond_the_column_is_its_largest_number() => _scoring.Of([30, 1, 0, 10, 20]).RateOfChangePercent.ShouldBe(999.99m);

    private static void Same(HealthScore score, EarlierFormula earlier, string where)
    {
        ((double)score.Score!.Value).ShouldBe(earlier.Score, where);
        ((double)score.Dimension("engagement")!.Value).ShouldBe(earlier.Engagement, where);
        ((double)score.Dimension("package")!.Value).ShouldBe(earlier.Package, where);
        ((double)score.Dimension("momentum")!.Value).ShouldBe(earlier.Momentum, where);
        score.MomentumIndicator.ShouldBe(earlier.Indicator, where);
        score.Zone.ShouldBe(earlier.Zone, where);
        ((double)score.Risk!.Points).ShouldBe(earlier.Risk, where);
        score.Priority.ShouldBe(earlier.Priority, where);
    }

    private static IEnumerable<(string Input, decimal Limit)> Limits()
    {
        var conditions = Card.Dimensions.SelectMany(one => one.Parts).Concat(Card.Risk!.Parts).SelectMany(part => part.Rules).SelectMany(rule => rule.When)
            .Concat(Card.Categories.Concat(Card.Priorities).SelectMany(rule => rule.When));
        foreach (var one in conditions)
        {
            if ((one.AtLeast ?? one.Above ?? one.AtMost ?? one.Below) is { } limit)
                yield return (one.Input, limit);
        }
    }

    private static decimal? Value(DocumentedTable.Line line, string input) => input switch
    {
        "risk" => line.Risk,
        "rate_of_change" => line.Rate,
        "remaining_percent" => line.Inputs is [.., { } left, { } bought and > 0] ? 100 * left / bought : null,
        _ => line.Inputs[Card.Inputs.Select(one => one.Name).ToList().IndexOf(input)],
    };
}
