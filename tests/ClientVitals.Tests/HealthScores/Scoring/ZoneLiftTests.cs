using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Scoring;

public sealed class ZoneLiftTests
{
    private static readonly Scorecard Card = ShippedScorecards.Documented;

    private readonly ScoreClients _scoring = new(Card);

    /// <summary>
    /// 0 in 7 days of 8 in 30, 9 days ago, 6 of 20 left: 55 points of engagement, 70 of the package, 30 of momentum = 52, YELLOW. Two sessions make
    /// 80, 50 (4 of 20 left) and 50 (2 against 10/4.3 is −14 %): 62. Three: 90, 50 and 70: 72, GREEN.
    /// </summary>
    [Fact]
    public void The_fewest_sessions_that_bring_a_better_zone_are_named()
    {
        InputValue[] inputs = [0, 8, 9, 6, 20];
        _scoring.Of(inputs).Score.ShouldBe(52);
        ZoneLift.Of(_scoring, Card, inputs).ShouldBe([new("sessions_attended", 3, 72, "GREEN")]);
    }

    [Fact]
    public void One_unit_fewer_does_not_do_it_and_nothing_else_changes()
    {
        InputValue[] inputs = [1, 8, 2, 1, 20];
        var before = _scoring.Of(inputs).Zone;
        foreach (var lift in ZoneLift.Of(_scoring, Card, inputs))
        {
            lift.Zone.ShouldNotBe(before);
            if (lift.Lever == "sessions_bought")
                _scoring.Of([1, 8, 2, 1 + lift.Units - 1, 20 + lift.Units - 1]).Zone.ShouldBe(before);
        }
        inputs.ShouldBe([1, 8, 2, 1, 20]);
    }

    [Fact]
    public void Sessions_that_are_not_in_the_package_cannot_be_attended() =>
        ZoneLift.Of(_scoring, Card, [0, 8, 9, 2, 20]).ShouldNotContain(lift => lift.Lever == "sessions_attended" && lift.Units > 2);

    [Fact]
    public void The_best_zone_and_an_unknown_score_cannot_be_lifted()
    {
        ZoneLift.Of(_scoring, Card, [3, 12, 0, 10, 20]).ShouldBeEmpty();
        ZoneLift.Of(_scoring, Card, new InputValue[5]).ShouldBeEmpty();
        ZoneLift.Of(_scoring, Card, [3, 12, 0, InputValue.Stale, 20]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(60, 65, ScoreTrend.Improving)]
    [InlineData(60, 64, ScoreTrend.Stable)]
    [InlineData(60, 60, ScoreTrend.Stable)]
    [InlineData(60, 56, ScoreTrend.Stable)]
    [InlineData(60, 55, ScoreTrend.Declining)]
    [InlineData(null, 55, null)]
    [InlineData(60, null, null)]
    public void A_trend_needs_two_scores_and_five_points(int? earlier, int? now, string? trend) => ScoreTrend.Of(Card.Trend, earlier, now).ShouldBe(trend);
}
