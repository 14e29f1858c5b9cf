using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

/// <summary>How much a visit is worth beside a call, in the histories that are judged.</summary>
public sealed class VisitDaysTests
{
    private static ClientHistory Visiting(ClientHistory calls, params int[] days) =>
        calls with { Days = ClientHistory.WithVisits(calls.Days, days), CountsVisits = true };

    private static int[] Weekly(int from, int until, params int[] weekdays) =>
        [.. Enumerable.Range(from, until - from).SelectMany(week => weekdays.Select(weekday => Some.Day(week, weekday)))];

    [Fact]
    public void A_visit_on_a_day_with_a_call_adds_nothing()
    {
        var calls = Some.Regular(20, 0, 2, 4);
        var alike = Visiting(calls, Weekly(0, 20, 2)).Judged(Some.Day(20));
        var alone = calls.Judged(Some.Day(20));
        (alike.Evidence, alike.ExpectedSince, alike.AvgContactsPerWeek, alike.LastActive).ShouldBe((alone.Evidence, alone.ExpectedSince, alone.AvgContactsPerWeek, alone.LastActive));
    }

    [Fact]
    public void A_day_with_visits_only_is_one_contact_and_no_call()
    {
        var judged = Visiting(Some.Regular(20, 0), Weekly(0, 20, 2, 4)).Judged(Some.Day(20));
        (judged.AvgCallsPerWeek, judged.LastActive).ShouldBe((7.0 * 4 / 30, DateOnly.FromDayNumber(Some.Day(19, 4))));
        judged.AvgContactsPerWeek!.Value.ShouldBe(7.0 * 12 / 30, .3);
        judged.Reason.ShouldBe("In pattern: usually Mon, Wed and Fri, last call or visit 23 May.");
    }

    [Fact]
    public void Visits_end_a_silence_as_calls_do_and_a_second_one_closes_the_break()
    {
        var calls = Some.Regular(20, 0, 2, 4);
        var silent = Visiting(calls, Weekly(0, 20, 1));
        silent.Judged(Some.Day(26)).Status.ShouldBe(PatternStatus.PatternBreak);
        silent.Judged(Some.Day(26)).Reason.ShouldContain("no calls or visits since 23 May");
        silent.Judged(Some.Day(26)).ClearsWhen().ShouldBe("Two days with a call or a visit within 14 days.");

        var once = Visiting(calls, [.. Weekly(0, 20, 1), Some.Day(25, 1)]).Judged(Some.Day(26));
        (once.Status, once.Hold).ShouldBe((PatternStatus.PatternBreak, PatternHold.BackOnce));
        once.Reason.ShouldEndWith("Called or came once since.");
        var twice = Visiting(calls, [.. Weekly(0, 20, 1), Some.Day(25, 1), Some.Day(25, 3)]).Judged(Some.Day(26));
        (twice.Status, twice.LastClosed!.Closed).ShouldBe((PatternStatus.Normal, CloseReason.Returned));
    }

    [Fact]
    public void A_client_whom_we_call_and_who_comes_by_themselves_is_no_gap_of_ours()
    {
        var ours = Some.Regular(20, 0) with { };
        ours = ours with { Days = [.. ours.Days.Select(day => day with { Outbound = 1 })] };
        ours.Judged(Some.Day(30)).Hold.ShouldBe(PatternHold.OutreachGap);
        Visiting(ours, Weekly(0, 20, 2, 4)).Judged(Some.Day(30)).Status.ShouldBe(PatternStatus.PatternBreak);
    }

    [Fact]
    public void What_is_expected_of_calls_stays_of_calls()
    {
        var calls = Some.Regular(20, 0);
        var sentence = calls.Judged(Some.Day(30)).Reason;
        sentence.ShouldNotContain("visit");
        (calls with { CountsVisits = true }).Judged(Some.Day(30)).Reason.ShouldBe(sentence.Replace("no calls", "no calls or visits", StringComparison.Ordinal));
    }
}
