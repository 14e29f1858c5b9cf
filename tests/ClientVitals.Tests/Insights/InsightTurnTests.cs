using ClientVitals.Database;
using ClientVitals.Insights;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Insights;

/// <summary>Every case of the rules by which a finding enters, stays and leaves; it enters at 10 and leaves at 5.</summary>
public sealed class InsightTurnTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);

    [Theory]
    // There is none.
    [InlineData(null, 9.9, "Nothing", null)]
    [InlineData(null, 10, "Opened", "Open")]
    [InlineData(null, null, "Nothing", null)]
    // It recovered once: it enters again like a new one, at the upper limit alone.
    [InlineData("Recovered", 7, "Nothing", "Recovered")]
    [InlineData("Recovered", 10, "Opened", "Open")]
    // Between the limits it neither enters nor leaves.
    [InlineData("Open", 10, "Seen", "Open")]
    [InlineData("Open", 9, "Seen", "Open")]
    [InlineData("Open", 5.1, "Seen", "Open")]
    [InlineData("Open", 5, "Recovered", "Recovered")]
    [InlineData("Accepted", 9, "Seen", "Accepted")]
    [InlineData("Accepted", 5, "Recovered", "Recovered")]
    [InlineData("Dismissed", 20, "Seen", "Dismissed")]
    [InlineData("Dismissed", 5, "Recovered", "Recovered")]
    [InlineData("Snoozed", 20, "Seen", "Snoozed")]
    [InlineData("Snoozed", 5, "Recovered", "Recovered")]
    // What cannot be measured stays as it is.
    [InlineData("Open", null, "Untouched", "Open")]
    [InlineData("Dismissed", null, "Untouched", "Dismissed")]
    public void A_measure_moves_a_finding(string? state, object? measure, string move, string? becomes) =>
        Next(state, measure is null ? null : Convert.ToDouble(measure, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe($"{move} {becomes ?? "Recovered"}");

    [Theory]
    [InlineData("Open", "Worsened", "Open")]
    [InlineData("Accepted", "Worsened", "Accepted")]
    [InlineData("Snoozed", "Worsened", "Open")]
    [InlineData("Dismissed", "Worsened", "Open")]
    [InlineData("Recovered", "Opened", "Open")]
    public void A_more_urgent_one_opens_what_was_put_aside(string state, string move, string becomes)
    {
        Next(state, 20, priority: "critical").ShouldBe($"{move} {becomes}");
        Next(state, 20, priority: "low").ShouldNotContain("Worsened");
        Next(state, 8, priority: "critical").ShouldNotContain("Worsened", customMessage: "below the limit at which it enters nothing is worse");
    }

    [Theory]
    [InlineData(4, 20, "Back Open")]
    [InlineData(5, 20, "Back Open")]
    [InlineData(6, 20, "Seen Snoozed")]
    [InlineData(5, 8, "Back Open")]
    [InlineData(5, 5, "Recovered Recovered")]
    public void The_end_of_a_snooze_is_judged_at_once(int untilDay, double measure, string expected) =>
        Next("Snoozed", measure, until: new(2026, 1, untilDay)).ShouldBe(expected);

    [Theory]
    [InlineData(null, 20.0, "Held Recovered")]
    [InlineData(null, 8.0, "Nothing Recovered")]
    [InlineData("Recovered", 20.0, "Held Recovered")]
    [InlineData("Open", 0.0, "Untouched Open")]
    [InlineData("Dismissed", 20.0, "Untouched Dismissed")]
    public void While_its_source_is_silent_nothing_enters_and_nothing_leaves(string? state, double measure, string expected) =>
        Next(state, measure, isHeld: true).ShouldBe(expected);

    [Fact]
    public void A_subject_that_is_no_longer_measured_is_gone_and_not_recovered()
    {
        var (move, state) = InsightTurn.Next(Standing(InsightState.Dismissed, null), null, "high", Today, false);
        (move, state).ShouldBe((InsightMove.Gone, InsightState.Recovered));
        InsightTurn.Next(Standing(InsightState.Recovered, null), null, "high", Today, false).Move.ShouldBe(InsightMove.Nothing);
    }

    [Fact]
    public void The_limit_at_which_it_leaves_is_that_of_the_day_it_entered()
    {
        // The usual has learnt the trouble: by today's limits 12 would have left.
        var learnt = Reading(12) with { EnterAt = 30, LeaveAt = 25 };
        InsightTurn.Next(Standing(InsightState.Open, null), learnt, "high", Today, false).Move.ShouldBe(InsightMove.Seen);
        // And what would enter again at once has not left.
        InsightTurn.Next(Standing(InsightState.Open, null), Reading(4) with { EnterAt = 3, LeaveAt = 1 }, "high", Today, false).Move.ShouldBe(InsightMove.Seen);
    }

    private static string Next(string? state, double? measure, string priority = "high", DateOnly? until = null, bool isHeld = false)
    {
        var standing = state is null ? null : Standing(Enum.Parse<InsightState>(state), until);
        var (move, becomes) = InsightTurn.Next(standing, Reading(measure), priority, Today, isHeld);
        return $"{move} {becomes}";
    }

    private static InsightReading Reading(double? measure) => new("ball", "Ball", null, measure, 1, 1, 10, 5, null, null, null, null, measure is null ? "unknown" : null);

    private static InsightStanding Standing(InsightState state, DateOnly? until) => new(
        Guid.Empty, "toys", "ball", state, "high", null, state is InsightState.Snoozed or InsightState.Dismissed ? "high" : null, state == InsightState.Snoozed ? until ?? Today.AddDays(3) : null, null, 1, 5);
}
