using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

/// <summary>Those who called a few times at the beginning and then no more are distinguished from those who are too new.</summary>
public sealed class NeverGotGoingTests
{
    private static int Day(int day) => Some.Day(0) + day;

    private static ClientHistory Called(params int[] days) => Some.Client([.. days.Select(Day)]);

    private static PatternHold Hold(ClientHistory history, int day) => history.Judged(Day(day)).Hold;

    [Fact]
    public void Four_calls_in_nine_days_and_then_twelve_weeks_of_nothing_never_got_going()
    {
        var judged = Called(0, 3, 6, 8).Judged(Day(8 + 84 + 1));
        (judged.Status, judged.EnoughHistory, judged.Hold).ShouldBe((PatternStatus.Normal, false, PatternHold.NeverGotGoing));
        judged.Reason.ShouldBe("Never got going: 4 active days in the first 9 days, no calls since 14 Jan.");
    }

    [Theory]
    [InlineData("0", 60, false, "one call is an enquiry")]
    [InlineData("0 7", 35, false, "two calls a week apart, four weeks of nothing")]
    [InlineData("0 7", 72, true, "two calls a week apart, nine weeks of nothing")]
    [InlineData("0 1", 29, false, "four weeks are not over")]
    [InlineData("0 1", 30, true, "two days in a row, four weeks of nothing")]
    [InlineData("0 5 9 14", 40, false, "four calls in a fortnight, under four weeks of nothing")]
    [InlineData("0 5 9 14", 43, true, "four calls in a fortnight, four weeks of nothing")]
    [InlineData("0 30 60", 100, false, "once a month, and not much more than a month")]
    [InlineData("0 14 28", 60, false, "once a fortnight")]
    [InlineData("0 14 28", 95, true, "once a fortnight, then none for nine weeks")]
    [InlineData("0 0 0 3 3 3 8", 60, true, "several calls of a day are one day")]
    [InlineData("0 2 4 6 8", 60, false, "five days are enough for the rule for everybody")]
    public void The_silence_is_held_against_the_clients_own_beginning(string days, int day, bool isIt, string because) =>
        (Hold(Called([.. days.Split(' ').Select(int.Parse)]), day) == PatternHold.NeverGotGoing).ShouldBe(isIt, because);

    [Fact]
    public void Who_is_away_has_a_call_agreed_or_called_long_before_is_not_among_them()
    {
        var four = Called(0, 3, 6, 8);
        Hold(four with { Pauses = [new Pause(Day(10), Day(80))] }, 93).ShouldBe(PatternHold.None, "the pause takes no time");
        Hold(four with { Pauses = [new Pause(Day(90), Day(99))] }, 93).ShouldBe(PatternHold.Paused);
        Hold(four with { Scheduled = [new ScheduledCall(Day(95), Day(90))] }, 93).ShouldBe(PatternHold.None, "a call is agreed");
        Hold(four with { HasEarlier = true }, 93).ShouldNotBe(PatternHold.NeverGotGoing, "it is not their beginning");
        Hold(four.With(Day(93)), 93).ShouldBe(PatternHold.None, "they called today");
        Hold(four.With(Day(90)), 93).ShouldBe(PatternHold.None, "they called again");
    }

    [Fact]
    public void The_chance_of_the_next_gap_is_that_of_gaps_at_one_unknown_rate()
    {
        // Drawn: three gaps at a rate nobody knows (uniform in its logarithm), and the next one.
        var random = new Random(38);
        double Gap(double rate) => -Math.Log(1 - random.NextDouble()) / rate;
        int longer = 0, drawn = 0;
        while (drawn < 4_000)
        {
            var rate = Math.Exp(random.NextDouble() * 12 - 6);
            var beginning = Gap(rate) + Gap(rate) + Gap(rate);
            var next = Gap(rate);
            if (beginning is < 7 or > 9)
                continue;
            drawn++;
            longer += next > 2 * beginning ? 1 : 0;
        }
        NeverGotGoing.ChanceOf(4, 8, 16).ShouldBe(1 / 27.0, 1e-12);
        ((double)longer / drawn).ShouldBe(1 / 27.0, .012);
    }
}
