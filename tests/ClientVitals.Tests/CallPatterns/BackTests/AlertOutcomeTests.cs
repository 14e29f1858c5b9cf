using ClientVitals.CallPatterns.BackTests;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.BackTests;

public sealed class AlertOutcomeTests
{
    [Theory]
    [InlineData(new[] { 100, 127 }, 400, AlertOutcome.CameBack)]
    [InlineData(new[] { 100, 128 }, 400, AlertOutcome.CalledOnce)]
    [InlineData(new[] { 129 }, 400, AlertOutcome.CalledOnce)]
    [InlineData(new[] { 130 }, 400, AlertOutcome.Silent30)]
    [InlineData(new[] { 160 }, 400, AlertOutcome.Silent60)]
    [InlineData(new[] { 190 }, 400, AlertOutcome.Silent90)]
    [InlineData(new int[0], 128, AlertOutcome.TooEarly)]
    [InlineData(new int[0], 129, AlertOutcome.Silent30)]
    [InlineData(new int[0], 189, AlertOutcome.Silent90)]
    [InlineData(new[] { 101 }, 110, AlertOutcome.TooEarly)]
    [InlineData(new[] { 101, 102 }, 110, AlertOutcome.CameBack)]
    public void The_outcome_of_an_alert_of_day_100(int[] active, int lastKnown, AlertOutcome outcome) =>
        AlertOutcomes.Of([90, .. active], 100, lastKnown).ShouldBe(outcome);
}
