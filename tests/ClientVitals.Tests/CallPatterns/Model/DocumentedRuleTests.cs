using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

public sealed class DocumentedRuleTests
{
    // 28 exposed days and 8 calls are an average of exactly 2 a week.
    [Theory]
    [InlineData(0, PatternStatus.PatternBreak)]
    [InlineData(1, PatternStatus.BelowPattern)]
    [InlineData(2, PatternStatus.Normal)]
    [InlineData(3, PatternStatus.Normal)]
    [InlineData(4, PatternStatus.AbovePattern)]
    public void Against_an_average_of_two_exactly_minus_50_is_below_and_exactly_plus_50_is_normal(int week, PatternStatus status) =>
        DocumentedRule.Status(week, 8, 28).ShouldBe(status);

    [Theory]
    [InlineData(3, 16, 28, PatternStatus.Normal)]
    [InlineData(300, 1600, 28, PatternStatus.Normal)]
    [InlineData(299, 1600, 28, PatternStatus.BelowPattern)]
    [InlineData(2, 12, 28, PatternStatus.BelowPattern)]
    public void Exactly_minus_25_is_normal(int week, int calls, int days, PatternStatus status) =>
        DocumentedRule.Status(week, calls, days).ShouldBe(status);

    [Fact]
    public void No_calls_in_30_days_is_no_pattern_to_break()
    {
        DocumentedRule.Status(0, 0, 30).ShouldBe(PatternStatus.Normal);
        DocumentedRule.Status(0, 0, 0).ShouldBe(PatternStatus.Normal);
    }

    [Fact]
    public void A_steady_client_is_called_broken_on_Monday_as_documented()
    {
        var judged = Some.Regular(12, 0, 2, 4).Until(Some.Day(11)).Judged(Some.Day(11), PatternRule.Documented);
        judged.Status.ShouldBe(PatternStatus.PatternBreak);
        judged.CallsThisWeek.ShouldBe(0);
        judged.DeviationPct.ShouldBe(-100);
        judged.Reason.ShouldBe("No calls this week against 2.8 a week over the last 30 days (−100 %).");
    }

    [Fact]
    public void Days_away_are_no_days_of_the_average()
    {
        var client = Some.Regular(12, 0, 2, 4).Until(Some.Day(11, 3)) with
        {
            Days = [.. Some.Regular(12, 0, 2, 4).Days.Where(day => day.Day < Some.Day(9) || day.Day >= Some.Day(10) && day.Day < Some.Day(11, 3))],
            Pauses = [new Pause(Some.Day(9), Some.Day(10))],
        };
        var judged = client.Judged(Some.Day(11, 3), PatternRule.Documented);
        // 30 days up to Thursday less 7 away: 23 exposed with 10 calls.
        judged.AvgCallsPerWeek!.Value.ShouldBe(70 / 23.0, 1e-9);
        judged.CallsThisWeek.ShouldBe(2);
    }

    [Fact]
    public void An_episode_is_a_run_of_days_in_one_status()
    {
        var episodes = Some.Regular(30, 0, 2, 4).Replayed(Some.Day(20), Some.Day(21) - 1, PatternRule.Documented);
        episodes.Select(one => (one.Worst, one.OpenedOn.DayNumber - Some.Day(20), one.ClosedOn?.DayNumber - Some.Day(20))).ShouldBe(
        [
            (PatternStatus.PatternBreak, 0, 3),
            (PatternStatus.BelowPattern, 3, 5),
        ]);
    }
}
