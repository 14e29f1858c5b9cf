using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

public sealed class CalibratedRuleTests
{
    [Fact]
    public void Nobody_is_alarmed_on_Monday_morning_by_an_unfinished_week()
    {
        var client = Some.Regular(26, 0, 2, 4);
        for (var day = Some.Day(20); day < Some.Day(21); day++)
            client.Until(day).Judged(day).Status.ShouldBe(PatternStatus.Normal);
    }

    [Fact]
    public void Someone_who_kept_Monday_Wednesday_and_Friday_is_missed_within_ten_days()
    {
        var client = Some.Regular(26, 0, 2, 4);
        var episode = client.Replayed(Some.Day(26), Some.Day(30)).ShouldHaveSingleItem();
        episode.Worst.ShouldBe(PatternStatus.PatternBreak);
        (episode.BreakOn!.Value.DayNumber - Some.Day(26)).ShouldBeInRange(2, 10);
        episode.ClosedOn.ShouldBeNull();
    }

    [Fact]
    public void The_reason_says_the_days_the_last_call_and_what_was_expected()
    {
        var judged = Some.Regular(26, 0, 2, 4).Judged(Some.Day(28));
        judged.Status.ShouldBe(PatternStatus.PatternBreak);
        judged.Reason.ShouldStartWith("Usually Mon, Wed and Fri; no calls since 4 Jul; ");
        judged.Reason.ShouldEndWith(" expected in 2 weeks.");
        judged.ExpectedSince!.Value.ShouldBeInRange(5, 6.2);
        judged.DriftSince.ShouldBe(new DateOnly(2025, 7, 5));
        judged.AvgCallsPerWeek!.Value.ShouldBe(3, .3);
        judged.DeviationPct.ShouldBe(-100);
    }

    [Fact]
    public void A_client_never_called_is_normal_without_enough_history()
    {
        var judged = new ClientHistory("some@example.com", null, null, []).Judged(Some.Day(10));
        judged.Status.ShouldBe(PatternStatus.Normal);
        judged.EnoughHistory.ShouldBeFalse();
        judged.AvgCallsPerWeek.ShouldBeNull();
        judged.DeviationPct.ShouldBeNull();
        judged.Reason.ShouldBe("No calls yet.");
    }

    [Fact]
    public void A_client_with_a_start_but_no_calls_has_an_average_of_zero_and_no_deviation()
    {
        var judged = new ClientHistory("some@example.com", Some.Day(0), null, []).Judged(Some.Day(20));
        judged.Status.ShouldBe(PatternStatus.Normal);
        judged.AvgCallsPerWeek.ShouldBe(0);
        judged.DeviationPct.ShouldBeNull();
    }

    [Fact]
    public void Ten_days_are_too_few_to_judge()
    {
        var judged = Some.Client(Some.Day(0), Some.Day(0, 1), Some.Day(0, 2), Some.Day(0, 3), Some.Day(0, 4), Some.Day(1)).Judged(Some.Day(1, 3));
        judged.EnoughHistory.ShouldBeFalse();
        judged.Status.ShouldBe(PatternStatus.Normal);
        judged.Reason.ShouldBe("Too new: has 6 active days over 1.4 weeks, needs 5 over 4 weeks.");
    }

    [Theory]
    [InlineData(27, false)]
    [InlineData(28, true)]
    public void Four_exposed_weeks_are_needed(int days, bool enough)
    {
        var client = Some.Client([.. Enumerable.Range(0, 14).Select(day => Some.Day(0, 2 * day))]);
        client.Until(Some.Day(0, days)).Judged(Some.Day(0, days)).EnoughHistory.ShouldBe(enough);
    }

    [Fact]
    public void Two_calls_a_month_are_no_break_after_two_quiet_weeks()
    {
        var client = Some.Client([.. Enumerable.Range(0, 13).Select(fortnight => Some.Day(2 * fortnight, 1))]);
        for (var day = Some.Day(24, 2); day <= Some.Day(26, 1); day++)
            client.Judged(day).Status.ShouldBe(PatternStatus.Normal);
    }

    [Fact]
    public void Someone_of_one_call_in_five_weeks_is_judged_against_their_own_usual_not_a_new_clients()
    {
        // Five calls at 30, 56, 16 and 42 days, as a real customer made them; then 90 days of nothing.
        var first = Some.Day(9, 6);
        var client = Some.Client(first, first + 30, first + 86, first + 102, first + 144);
        var judged = client.Judged(first + 144 + 90);
        judged.Status.ShouldBe(PatternStatus.Normal);
        judged.ExpectedSince!.Value.ShouldBeLessThan(6);
        judged.DriftSince!.Value.DayNumber.ShouldBeGreaterThan(first + 102);
    }

    [Fact]
    public void A_call_this_morning_holds_an_alarm_back()
    {
        var client = Some.Regular(26, 0, 2, 4);
        var alarm = client.Replayed(Some.Day(26), Some.Day(30))[0].OpenedOn.DayNumber;
        client.Judged(alarm).Status.ShouldNotBe(PatternStatus.Normal);
        client.With(alarm).Judged(alarm).Status.ShouldBe(PatternStatus.Normal);
    }

    [Fact]
    public void A_call_agreed_within_seven_days_holds_an_opening_back()
    {
        var client = Some.Regular(26, 0, 2, 4);
        var day = Some.Day(28);
        var held = client with { Scheduled = [.. Enumerable.Range(Some.Day(26), 30).Select(one => new ScheduledCall(one, Some.Day(26)))] };
        var judged = held.Judged(day);
        judged.Status.ShouldBe(PatternStatus.Normal);
        judged.Hold.ShouldBe(PatternHold.Scheduled);
        judged.Reason.ShouldContain("a call is agreed within 7 days");
        (held with { Scheduled = [new ScheduledCall(day + 8, Some.Day(20))] }).Judged(day).Status.ShouldBe(PatternStatus.PatternBreak);
    }

    [Fact]
    public void Where_we_make_the_calls_and_stopped_trying_it_is_our_gap()
    {
        var client = Some.Regular(26, 0, 2, 4);
        var ours = client with { Days = [.. client.Days.Select(day => day with { Outbound = 1 })] };
        var judged = ours.Judged(Some.Day(28));
        judged.Status.ShouldBe(PatternStatus.Normal);
        judged.Hold.ShouldBe(PatternHold.OutreachGap);
        var tried = ours with { Days = [.. ours.Days, new ClientDay(Some.Day(26, 1), 0, 0, 1)] };
        tried.Judged(Some.Day(28)).Status.ShouldBe(PatternStatus.PatternBreak);
    }

    [Fact]
    public void More_calls_than_usual_open_above()
    {
        var days = Enumerable.Range(0, 26).Select(week => Some.Day(week, week * 3 % 5)).Concat(Enumerable.Range(Some.Day(26), 14));
        var judged = Some.Client([.. days]).Judged(Some.Day(28));
        judged.Status.ShouldBe(PatternStatus.AbovePattern);
        judged.DeviationPct!.Value.ShouldBeGreaterThan(50);
        judged.Reason.ShouldStartWith("Usually ");
        judged.Reason.ShouldEndWith(" expected in 2 weeks.");
    }

    [Fact]
    public void Future_calls_in_a_history_are_not_looked_at()
    {
        var client = Some.Regular(30, 0, 2, 4);
        client.Judged(Some.Day(20)).CallsThisWeek.ShouldBe(1);
        client.Judged(Some.Day(20, 1)).ShouldBe(client.Until(Some.Day(20, 1)).Judged(Some.Day(20, 1)));
    }
}
