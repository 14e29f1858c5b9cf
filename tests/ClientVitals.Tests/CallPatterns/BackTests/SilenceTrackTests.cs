using ClientVitals.CallPatterns.BackTests;
using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.BackTests;

public sealed class SilenceTrackTests
{
    [Fact]
    public void Silence_counts_exposed_days_that_are_over()
    {
        var history = Some.Client(100, 102) with { Pauses = [new Pause(104, 106)] };
        new SilenceTrack(history, 101, 108).Silence.ShouldBe([0, 1, 0, 1, 1, 1, 2, 3]);
    }

    [Fact]
    public void A_call_logged_late_ends_the_silence_only_when_it_is_seen()
    {
        var history = new ClientHistory("a@example.com", null, null, [new(100, 1, SeenOn: 101), new(103, 1, SeenOn: 106)]);
        new SilenceTrack(history, 102, 107).Silence.ShouldBe([1, 2, 3, 4, 2, 3]);
    }

    [Fact]
    public void A_call_before_the_check_of_its_day_leaves_no_silence()
    {
        var history = new ClientHistory("a@example.com", null, null, [new(100, 1, SeenOn: 101), new(103, 1, SeenOn: 103)]);
        new SilenceTrack(history, 102, 105).Silence.ShouldBe([1, 0, 0, 1]);
    }

    [Fact]
    public void A_clients_own_gap_is_the_95_percent_quantile_of_the_gaps_so_far()
    {
        // Gaps 2, 2, 2, 4: place 2.85 of the order statistics, 2 + .85 * 2 = 3.7.
        var track = new SilenceTrack(Some.Client(100, 102, 104, 106, 110), 109, 115);
        track.GapShare[0].ShouldBe(0);
        track.GapShare[2].ShouldBe(1 / 3.7, 1e-12);
        track.GapShare[6].ShouldBe(5 / 3.7, 1e-12);
    }

    [Fact]
    public void Walking_on_says_what_beginning_on_that_day_says()
    {
        var random = new Random(7);
        var days = Enumerable.Range(0, 60).Select(_ => 1000 + random.Next(200)).Distinct().Order()
            .Select(day => new ClientDay(day, 1, SeenOn: day + random.Next(4))).ToArray();
        var history = new ClientHistory("a@example.com", null, null, days) { Pauses = [new Pause(1050, 1060, 1055), new Pause(1120, 1127, 1118)] };
        var walked = new SilenceTrack(history, 1020, 1200);
        for (var day = 1020; day <= 1200; day++)
        {
            var begun = new SilenceTrack(history, day, day);
            walked.Silence[day - 1020].ShouldBe(begun.Silence[0], $"day {day}");
            walked.GapShare[day - 1020].ShouldBe(begun.GapShare[0], $"day {day}");
        }
    }
}
