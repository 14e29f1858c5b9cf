using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Scoring;

/// <summary>Each point of a score is accounted for, and each point of a change.</summary>
public sealed class ContributionTests
{
    private static readonly Scorecard Fine = ShippedScorecards.Documented with
    {
        Name = "fine",
        Decimals = 2,
        Segments = [new("NEW", new Dictionary<string, decimal> { ["momentum"] = 0, ["package"] = .35m })],
    };

    private readonly ScoreClients _documented = new(ShippedScorecards.Documented), _fine = new(Fine);

    [Fact]
    public void With_everything_known_the_contributions_are_those_of_the_formula()
    {
        _documented.Of([3, 12, 0, 10, 20]).Contributions.ShouldBe(
        [
            new("engagement", "base", 50, .4m, 20, 20), new("engagement", "sessions_7d", 30, .4m, 12, 12),
            new("engagement", "sessions_30d", 15, .4m, 6, 6), new("engagement", "days_since_last_session", 0, .4m, 0, 0),
            new("package", "remaining_percent", 90, .3m, 27, 27), new("momentum", "rate_of_change", 70, .3m, 21, 21),
        ]);
    }

    [Fact]
    public void Contributions_add_up_to_the_score_whatever_is_unknown()
    {
        foreach (var (scoring, segment) in new[] { (_documented, null), (_fine, null), (_fine, "NEW") })
        {
            var draws = new SplitMix64(30, 1);
            for (var round = 0; round < 5_000; round++)
            {
                var score = scoring.Of(Client(ref draws), segment);
                if (score.Score is not { } points)
                    continue;
                score.Contributions.Sum(one => one.Shown).ShouldBe(points);
                score.Contributions.All(one => Math.Abs(one.Shown - one.Exact) < 1).ShouldBeTrue();
                score.Dimensions.Sum(one => one.Share).ShouldBe(1, 1e-20m);
            }
        }
    }

    [Fact]
    public void Changes_add_up_to_the_difference_whatever_became_known_or_unknown()
    {
        foreach (var scoring in new[] { _documented, _fine })
        {
            var draws = new SplitMix64(31, 1);
            var kinds = new HashSet<ChangeKind>();
            for (var round = 0; round < 5_000; round++)
            {
                var segment = draws.Happens(.2) ? "NEW" : null;
                var (before, after) = (scoring.Of(Client(ref draws)), scoring.Of(Client(ref draws), segment));
                if (ScoreChange.Between(before, after) is not { } change)
                {
                    (before.Score is null || after.Score is null).ShouldBeTrue();
                    continue;
                }
                change.Change.ShouldBe(after.Score!.Value - before.Score!.Value);
                change.Lines.Sum(line => line.Shown).ShouldBe(change.Change);
                kinds.UnionWith(change.Lines.Select(line => line.Kind));
            }
            kinds.ShouldBe([ChangeKind.Points, ChangeKind.Weight, ChangeKind.Known, ChangeKind.Unknown], ignoreOrder: true);
        }
    }

    /// <summary>(.4 · 95 + .3 · 70) / .7 = 84.29 became 86, because 90 points of the package are known now and take weight from the others.</summary>
    [Fact]
    public void What_became_known_is_told_apart_from_the_weight_it_takes()
    {
        var change = ScoreChange.Between(_documented.Of([3, 12, 0, InputValue.Unknown, 20]), _documented.Of([3, 12, 0, 10, 20]))!;
        change.Change.ShouldBe(2);
        change.Lines.Single(line => line.Kind == ChangeKind.Known).ShouldBe(new("package", "remaining_percent", ChangeKind.Known, 27, 27));
        change.Lines.Where(line => line.Kind == ChangeKind.Weight).Sum(line => line.Shown).ShouldBe(-25);
        change.Lines.ShouldNotContain(line => line.Kind == ChangeKind.Points);
    }

    [Fact]
    public void The_same_twice_is_no_change_and_another_scorecard_is_one_line()
    {
        var score = _documented.Of([1, 6, 4, InputValue.Unknown, 20]);
        ScoreChange.Between(score, score)!.Lines.ShouldBeEmpty();
        var other = _fine.Of([1, 6, 4, InputValue.Unknown, 20]);
        var change = ScoreChange.Between(score, other)!;
        change.Lines.ShouldBe([new("", "", ChangeKind.Scorecard, other.Score!.Value - score.Score!.Value, other.Score.Value - score.Score.Value)]);
    }

    /// <summary>A dimension is kept within 0 and 100, and what that takes away is a line of its own.</summary>
    [Fact]
    public void What_a_limit_takes_away_is_accounted_for()
    {
        var card = ShippedScorecards.Documented with
        {
            Name = "generous",
            Dimensions = [.. ShippedScorecards.Documented.Dimensions.Select(one => one.Name == "engagement" ? one with { Base = 80 } : one)],
        };
        var score = new ScoreClients(card).Of([3, 12, 0, 10, 20]);
        score.Dimension("engagement").ShouldBe(100);
        score.Contributions.Single(one => one.Part == "limit").ShouldBe(new("engagement", "limit", -25, .4m, -10, -10));
        score.Contributions.Sum(one => one.Shown).ShouldBe(score.Score!.Value);
    }

    private static InputValue[] Client(ref SplitMix64 draws)
    {
        InputValue Maybe(int value, ref SplitMix64 random) => random.Happens(.12) ? InputValue.Unknown : value;
        var bought = draws.Below(30);
        return
        [
            Maybe(draws.Below(6), ref draws), Maybe(draws.Below(20), ref draws), Maybe(draws.Below(45), ref draws), Maybe(draws.Below(bought + 1), ref draws),
            Maybe(bought, ref draws),
        ];
    }
}
