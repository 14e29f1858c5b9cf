using ClientVitals.CallPatterns.BackTests;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.BackTests;

public sealed class SimulatedLeaverTests
{
    [Fact]
    public void Nothing_of_the_client_is_left_from_the_stop_on_and_our_calls_become_attempts()
    {
        var history = new ClientHistory("some@example.com", null, null, [new(100, 2), new(105, 2, Outbound: 1), new(110, 1), new(112, 0, Attempts: 3)])
        {
            Scheduled = [new ScheduledCall(111, 104), new ScheduledCall(120, 109)],
            NewNormals = [103, 108],
        };
        var planted = SimulatedLeaver.In(history, 105);
        planted.Days.ShouldBe([new ClientDay(100, 2), new ClientDay(105, 0, Attempts: 1), new ClientDay(112, 0, Attempts: 3)]);
        planted.Scheduled.ShouldBe([new ScheduledCall(111, 104)]);
        planted.NewNormals.ShouldBe([103]);
    }

    [Fact]
    public void Stops_are_active_days_of_the_window_each_once_and_the_same_for_the_same_client()
    {
        int[] active = [.. Enumerable.Range(0, 100).Select(day => 2 * day)];
        var days = SimulatedLeaver.Days(active, 50, 150, 8, SplitMix64.Of(1, "a@example.com"));
        days.Length.ShouldBe(8);
        days.Distinct().Count().ShouldBe(8);
        days.ShouldAllBe(day => day >= 50 && day < 150 && day % 2 == 0);
        SimulatedLeaver.Days(active, 50, 150, 8, SplitMix64.Of(1, "a@example.com")).ShouldBe(days);
        SimulatedLeaver.Days(active, 50, 150, 8, SplitMix64.Of(1, "b@example.com")).ShouldNotBe(days);
        SimulatedLeaver.Days(active, 50, 55, 8, SplitMix64.Of(1, "a@example.com")).ShouldBe([50, 52, 54]);
        SimulatedLeaver.Days(active, 500, 600, 8, SplitMix64.Of(1, "a@example.com")).ShouldBeEmpty();
    }
}
