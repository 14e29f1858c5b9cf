using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

public sealed class PatternWindowTests
{
    /// <summary>Four years of calls, less some weeks in which the client may or may not come back.</summary>
    private static ClientHistory Long(int seed) => Some.Poisson(seed, 1 + seed % 4, 208) is var history && seed % 3 == 0
        ? history with { Days = [.. history.Days.Where(day => day.Day % 400 < 300 + seed)] }
        : history;

    private static ClientHistory OnlyTheYearsOf(ClientHistory history, int today)
    {
        var first = new DateOnly(PatternWindow.Start(DateOnly.FromDayNumber(today)).Year, 1, 1).DayNumber;
        return history with { Days = [.. history.Days.Where(day => day.Day >= first)], HasEarlier = history.Days.Any(day => day.Day < first) };
    }

    [Fact]
    public void The_window_begins_on_the_Monday_78_weeks_before_the_week_judged()
    {
        PatternWindow.Start(new DateOnly(2026, 1, 5)).ShouldBe(new DateOnly(2024, 7, 8));
        PatternWindow.Start(new DateOnly(2026, 1, 11)).ShouldBe(new DateOnly(2024, 7, 8));
        PatternWindow.Start(new DateOnly(2026, 1, 12)).ShouldBe(new DateOnly(2024, 7, 15));
    }

    [Fact]
    public void The_calendar_years_of_the_window_say_what_the_whole_history_says()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var history = Long(seed);
            for (var today = Some.Day(205); today < Some.Day(230); today += 17)
                OnlyTheYearsOf(history, today).Judged(today).ShouldBe(history.Judged(today));
        }
    }

    [Fact]
    public void What_lies_before_the_window_does_not_matter_but_that_it_was_there()
    {
        var today = Some.Day(207, 3);
        for (var seed = 0; seed < 20; seed++)
        {
            var history = Long(seed);
            var other = history with { Days = [new ClientDay(Some.Day(5), 9), .. history.Days.Where(day => day.Day >= PatternWindow.Start(today))] };
            other.Judged(today).ShouldBe(history.Judged(today));
        }
    }

    [Fact]
    public void A_replayed_day_says_what_the_check_of_that_day_said()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var history = Long(seed);
            var (from, to) = (Some.Day(180), Some.Day(207));
            var episodes = history.Replayed(from, to);
            for (var day = from; day <= to; day++)
            {
                var standing = episodes.SingleOrDefault(one => one.OpenedOn.DayNumber <= day && (one.ClosedOn is null || one.ClosedOn.Value.DayNumber > day));
                var status = history.Until(day).Judged(day).Status;
                (standing is null).ShouldBe(status == PatternStatus.Normal, $"{seed} {day}");
                if (standing is not null)
                    (standing.BreakOn?.DayNumber <= day).ShouldBe(status == PatternStatus.PatternBreak, $"{seed} {day}");
            }
        }
    }

    [Fact]
    public void A_client_who_called_only_before_the_window_is_gone_and_no_news()
    {
        var history = Some.Regular(26, 0, 2, 4);
        var judged = history.Judged(Some.Day(110));
        judged.Status.ShouldBe(PatternStatus.Normal);
        judged.Hold.ShouldBe(PatternHold.Gone);
        judged.LastActive.ShouldBeNull();
        judged.Reason.ShouldBe("No calls in the last 78 weeks; no longer on the list.");
        history.Replayed(Some.Day(105), Some.Day(140)).ShouldBeEmpty();
    }

    [Fact]
    public void Ten_years_of_calls_are_judged_like_the_last_one()
    {
        var history = Some.Regular(520, 0, 2, 4);
        var judged = history.Judged(Some.Day(522));
        judged.Status.ShouldBe(PatternStatus.PatternBreak);
        judged.WeeksOfHistory.ShouldBe(78);
        judged.Reason.ShouldStartWith("Usually Mon, Wed and Fri; no calls since");
    }
}
