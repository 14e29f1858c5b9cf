using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

public sealed class EpisodeTests
{
    private static readonly ClientHistory Stopped = Some.Regular(26, 0, 2, 4);

    [Fact]
    public void One_active_day_is_a_call_since_and_a_second_within_14_days_closes()
    {
        var day = Some.Day(29);
        var once = Stopped.With(day).Judged(day + 1);
        once.Status.ShouldBe(PatternStatus.PatternBreak);
        once.Hold.ShouldBe(PatternHold.BackOnce);
        once.Reason.ShouldEndWith("Called once since.");

        var twice = Stopped.With(day, day + 13).Replayed(Some.Day(26), Some.Day(33))[0];
        twice.Closed.ShouldBe(CloseReason.Returned);
        twice.ClosedOn.ShouldBe(DateOnly.FromDayNumber(day + 14));
    }

    [Fact]
    public void Two_active_days_15_days_apart_do_not_close()
    {
        var day = Some.Day(29);
        Stopped.With(day, day + 14).Judged(day + 15).Status.ShouldBe(PatternStatus.PatternBreak);
    }

    [Fact]
    public void A_pause_closes_on_its_first_day()
    {
        var paused = Stopped with { Pauses = [new Pause(Some.Day(30), int.MaxValue)] };
        var episode = paused.Replayed(Some.Day(26), Some.Day(34)).ShouldHaveSingleItem();
        episode.Closed.ShouldBe(CloseReason.Paused);
        episode.ClosedOn.ShouldBe(DateOnly.FromDayNumber(Some.Day(30)));
        paused.Judged(Some.Day(31)).Hold.ShouldBe(PatternHold.Paused);
    }

    [Fact]
    public void Days_away_neither_help_nor_hurt()
    {
        var away = Stopped with
        {
            Days = [.. Stopped.Days, .. Stopped.Days.TakeLast(78).Select(day => day with { Day = day.Day + 7 * 30 })],
            Pauses = [new Pause(Some.Day(26), Some.Day(30))],
        };
        away.Replayed(Some.Day(20), Some.Day(32)).ShouldBeEmpty();
        var before = Stopped.Judged(Some.Day(26));
        var after = (Stopped with { Pauses = [new Pause(Some.Day(26), Some.Day(30))] }).Judged(Some.Day(30));
        after.Evidence!.Value.ShouldBe(before.Evidence!.Value, 1e-9);
        after.ExpectedSince!.Value.ShouldBe(before.ExpectedSince!.Value, 1e-9);
    }

    [Fact]
    public void Days_whose_data_are_missing_open_and_close_nothing()
    {
        var stale = Stopped with { Pauses = [new Pause(Some.Day(30), Some.Day(60), Stale: true)] };
        var episode = stale.Replayed(Some.Day(26), Some.Day(59)).ShouldHaveSingleItem();
        episode.ClosedOn.ShouldBeNull();
        stale.Judged(Some.Day(40)).Status.ShouldBe(PatternStatus.PatternBreak);
        stale.Judged(Some.Day(40)).Evidence.ShouldBe(Stopped.Judged(Some.Day(30)).Evidence);
        // The ninetieth exposed day falls after them.
        stale.Replayed(Some.Day(26), Some.Day(80))[0].Closed.ShouldBe(CloseReason.Gone);

        var early = Stopped with { Pauses = [new Pause(Some.Day(26), Some.Day(60), Stale: true)] };
        early.Replayed(Some.Day(26), Some.Day(59)).ShouldBeEmpty();
        early.Judged(Some.Day(40)).Hold.ShouldBe(PatternHold.Stale);
        early.Judged(Some.Day(40), PatternRule.Documented).Status.ShouldBe(PatternStatus.Normal);
        early.Replayed(Some.Day(59), Some.Day(64)).ShouldHaveSingleItem();
    }

    [Fact]
    public void An_episode_that_reaches_its_90_days_where_data_are_missing_waits_for_them()
    {
        var opened = Stopped.Replayed(Some.Day(26), Some.Day(50))[0].OpenedOn.DayNumber;
        var stale = Stopped with { Pauses = [new Pause(opened + 90, opened + 100, Stale: true)] };
        stale.Replayed(Some.Day(26), opened + 110)[0].ClosedOn!.Value.DayNumber.ShouldBe(opened + 100);
    }

    [Fact]
    public void After_90_exposed_days_a_client_has_gone_and_left_the_list()
    {
        var episode = Stopped.Replayed(Some.Day(26), Some.Day(50)).ShouldHaveSingleItem();
        episode.Closed.ShouldBe(CloseReason.Gone);
        (episode.ClosedOn!.Value.DayNumber - episode.OpenedOn.DayNumber).ShouldBe(90);
        Stopped.Judged(Some.Day(50)).Hold.ShouldBe(PatternHold.Gone);
    }

    [Fact]
    public void The_coach_s_word_makes_a_new_normal()
    {
        var fine = Stopped with { NewNormals = [Some.Day(28, 2)] };
        var episode = fine.Replayed(Some.Day(26), Some.Day(29))[0];
        episode.Closed.ShouldBe(CloseReason.NewNormal);
        episode.ClosedOn.ShouldBe(DateOnly.FromDayNumber(Some.Day(28, 2)));
    }

    [Fact]
    public void A_break_that_lasts_for_weeks_is_one_episode()
    {
        Stopped.Replayed(Some.Day(26), Some.Day(36)).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_call_logged_late_corrects_the_episode_from_the_day_it_was_seen()
    {
        var lateDays = Enumerable.Range(26, 3).SelectMany(week => new[] { 0, 2, 4 }.Select(weekday => new ClientDay(Some.Day(week, weekday), 1, 0, 0, Some.Day(29))));
        var late = Stopped with { Days = [.. Stopped.Days, .. lateDays, .. Some.Regular(34, 0, 2, 4).Days.Where(day => day.Day >= Some.Day(29))] };
        var episode = late.Replayed(Some.Day(25), Some.Day(33)).ShouldHaveSingleItem();
        episode.ClosedOn.ShouldBe(DateOnly.FromDayNumber(Some.Day(29)));
        episode.Closed.ShouldBe(CloseReason.Returned);
    }

    [Fact]
    public void A_replay_s_days_are_the_checks_of_those_days()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var client = Some.Poisson(seed, 2, 40);
            var from = Some.Day(20);
            var episodes = client.Replayed(from, Some.Day(40));
            for (var day = from; day <= Some.Day(40); day++)
            {
                var date = DateOnly.FromDayNumber(day);
                var standing = episodes.SingleOrDefault(one => one.OpenedOn <= date && (one.ClosedOn is null || one.ClosedOn > date));
                var status = standing is null ? PatternStatus.Normal
                    : standing.BreakOn <= date ? PatternStatus.PatternBreak
                    : standing.Worst == PatternStatus.AbovePattern ? PatternStatus.AbovePattern
                    : PatternStatus.BelowPattern;
                client.Until(day).Judged(day).Status.ShouldBe(status, $"seed {seed}, {date}");
            }
        }
    }
}
