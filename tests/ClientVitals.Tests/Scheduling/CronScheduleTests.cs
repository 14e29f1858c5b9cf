using System.Globalization;
using ClientVitals.Scheduling;
using ClientVitals.Settings;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Scheduling;

public sealed class CronScheduleTests
{
    private static readonly BusinessZone Berlin = BusinessZone.Of("Europe/Berlin");
    private static readonly BusinessZone NewYork = BusinessZone.Of("America/New_York");

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string[] Due(string cron, BusinessZone zone, string after, int count) =>
        [.. CronSchedule.Parse(cron).After(At(after), zone).Take(count).Select(due => due.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))];

    [Theory]
    [InlineData("0 8 * * *", "2026-01-05 04:00", "2026-01-06 04:00")]
    [InlineData("30 10 * * *", "2026-01-05 06:30", "2026-01-06 06:30")]
    [InlineData("0 8 * * 1", "2026-01-05 04:00", "2026-01-12 04:00")]
    [InlineData("0 8 * * mon", "2026-01-05 04:00", "2026-01-12 04:00")]
    [InlineData("0 */6 * * *", "2026-01-05 02:00", "2026-01-05 08:00")]
    [InlineData("0 8 29 2 *", "2028-02-29 04:00", "2032-02-29 04:00")]
    [InlineData("0 8 * * 7", "2026-01-11 04:00", "2026-01-18 04:00")]
    [InlineData("0 8 * * 5-7", "2026-01-09 04:00", "2026-01-10 04:00")]
    public void It_is_due_at_the_hours_of_its_zone(string cron, string first, string second) =>
        Due(cron, BusinessZone.Of("Asia/Dubai"), "2026-01-04 23:30", 2).ShouldBe([first, second]);

    [Fact]
    public void A_moment_at_which_it_is_due_is_not_after_itself() =>
        Due("0 8 * * *", BusinessZone.Utc, "2026-01-05 08:00", 1).ShouldBe(["2026-01-06 08:00"]);

    [Fact]
    public void Where_both_days_are_restricted_one_is_enough() =>
        Due("0 0 13 * 5", BusinessZone.Utc, "2026-02-01 00:00", 5).ShouldBe(["2026-02-06 00:00", "2026-02-13 00:00", "2026-02-20 00:00", "2026-02-27 00:00", "2026-03-06 00:00"]);

    [Fact]
    public void Where_one_day_begins_with_an_asterisk_both_must_fit() =>
        Due("0 0 */2 * 1", BusinessZone.Utc, "2026-02-01 00:00", 3).ShouldBe(["2026-02-09 00:00", "2026-02-23 00:00", "2026-03-09 00:00"]);

    // Berlin leaps from 02:00 to 03:00 on 29 March 2026 (01:00 UTC) and falls back from 03:00 to 02:00 on 25 October (01:00 UTC);
    // New York leaps on 8 March (07:00 UTC) and falls back on 1 November (06:00 UTC).
    [Theory]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-28 02:00", "2026-03-29 01:00", "2026-03-30 00:30")]
    [InlineData("0 2 * * *", "Europe/Berlin", "2026-03-28 02:00", "2026-03-29 01:00", "2026-03-30 00:00")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24 02:00", "2026-10-25 00:30", "2026-10-26 01:30")]
    [InlineData("30 2 * * *", "America/New_York", "2026-03-07 12:00", "2026-03-08 07:00", "2026-03-09 06:30")]
    [InlineData("30 1 * * *", "America/New_York", "2026-10-31 12:00", "2026-11-01 05:30", "2026-11-02 06:30")]
    public void An_hour_that_is_skipped_runs_right_after_and_one_that_comes_twice_runs_once(string cron, string zone, string after, string first, string second) =>
        Due(cron, BusinessZone.Of(zone), after, 2).ShouldBe([first, second]);

    [Fact]
    public void Several_times_within_a_gap_run_right_after_it_together_once() =>
        Due("0,20,40 2 * * *", Berlin, "2026-03-28 12:00", 2).ShouldBe(["2026-03-29 01:00", "2026-03-30 00:00"]);

    [Fact]
    public void A_schedule_for_every_hour_follows_the_hours_that_pass()
    {
        Due("30 * * * *", Berlin, "2026-03-28 23:45", 3).ShouldBe(["2026-03-29 00:30", "2026-03-29 01:30", "2026-03-29 02:30"]);
        Due("30 * * * *", NewYork, "2026-11-01 04:45", 3).ShouldBe(["2026-11-01 05:30", "2026-11-01 06:30", "2026-11-01 07:30"]);
    }

    [Theory]
    [InlineData("0 0 30 2 *", "\"0 0 30 2 *\" never runs: none of its months has a day 30.")]
    [InlineData("0 0 31 4,6,9,11 *", "\"0 0 31 4,6,9,11 *\" never runs: none of its months has a day 31.")]
    [InlineData("0 24 * * *", "\"0 24 * * *\" is not a schedule. The hour must be 0 to 23, not 24.")]
    [InlineData("0 8 * *", "\"0 8 * *\" is not a schedule; write five fields: minute, hour, day of the month, month, day of the week, as in 0 8 * * 1 (Mondays at 08:00).")]
    [InlineData("5/10 * * * *", "\"5/10 * * * *\" is not a schedule. The minute 5/10 has a step but no range; write it as 5-59/10 or */10.")]
    [InlineData("0 8 * * 5-1", "\"0 8 * * 5-1\" is not a schedule. The day of the week runs backwards in 5-1; write the smaller value first.")]
    [InlineData("0 8 L * *", "\"0 8 L * *\" is not a schedule. The day of the month \"L\" is not understood; write numbers from 1 to 31, ranges as 1-31, lists with commas, steps as */5.")]
    [InlineData("*/0 * * * *", "\"*/0 * * * *\" is not a schedule. The minute must be 1 to 59, not 0.")]
    [InlineData("0 8 ? * 1", "\"0 8 ? * 1\" is not a schedule. The day of the month \"?\" is not understood; write numbers from 1 to 31, ranges as 1-31, lists with commas, steps as */5.")]
    public void What_cannot_be_is_refused_in_a_sentence(string cron, string sentence) =>
        Should.Throw<PlainError>(() => CronSchedule.Parse(cron)).Message.ShouldBe(sentence);

    [Fact]
    public void The_thirtieth_of_February_or_a_Monday_is_every_Monday_of_February() =>
        Due("0 0 30 2 1", BusinessZone.Utc, "2026-01-01 00:00", 2).ShouldBe(["2026-02-02 00:00", "2026-02-09 00:00"]);

    [Theory]
    [InlineData("0 8 * * *", "daily at 08:00")]
    [InlineData("30 10 * * *", "daily at 10:30")]
    [InlineData("0 */6 * * *", "every 6 hours from 00:00")]
    [InlineData("0 8 * * 1", "Mondays at 08:00")]
    [InlineData("0 17 * * 1-5", "Mondays to Fridays at 17:00")]
    [InlineData("* * * * *", "every minute")]
    [InlineData("*/15 * * * *", "every 15 minutes")]
    [InlineData("0 * * * *", "every hour")]
    [InlineData("15 9,17 * * *", "daily at 09:15, 17:15")]
    [InlineData("0 0 1 * *", "daily at 00:00 on day 1 of the month")]
    [InlineData("0 0 13 * 5", "daily at 00:00 on day 13 of the month and Fridays")]
    [InlineData("0 0 1 1,7 *", "daily at 00:00 on day 1 of the month in Jan, Jul")]
    public void It_is_said_in_words(string cron, string words) => CronSchedule.Parse(cron).ToString().ShouldBe(words);

    [Fact]
    public void The_latest_are_found_looking_back_and_none_is_before_the_limit()
    {
        var daily = CronSchedule.Parse("0 8 * * *");
        var found = daily.Latest(At("2026-01-05 08:00"), 3, At("2025-12-01 00:00"), BusinessZone.Utc);
        found.ShouldBe([At("2026-01-03 08:00"), At("2026-01-04 08:00"), At("2026-01-05 08:00")]);
        daily.Latest(At("2026-01-05 08:00"), 3, At("2026-01-04 08:00"), BusinessZone.Utc).ShouldBe([At("2026-01-05 08:00")]);
        CronSchedule.Parse("0 0 29 2 *").LatestAt(At("2027-12-31 00:00"), BusinessZone.Utc).ShouldBe(At("2024-02-29 00:00"));
    }

    /// <summary>Some days round each change of the clocks, for any expression: the same as looking at every minute that passes.</summary>
    [Fact]
    public void It_is_due_exactly_when_a_look_at_every_minute_says_so()
    {
        // Beside the usual changes: by half an hour, at midnight, of a winter time that is the summer time less an hour, of the zone
        // itself (no summer time about it), by a whole day.
        (string Zone, string Start)[] places =
        [
            ("Europe/Berlin", "2026-03-26"), ("Europe/Berlin", "2026-10-22"), ("America/New_York", "2026-03-05"), ("America/New_York", "2026-10-30"),
            ("Asia/Dubai", "2026-03-26"), ("Australia/Lord_Howe", "2026-04-02"), ("Australia/Lord_Howe", "2026-10-01"), ("America/Sao_Paulo", "2018-11-01"),
            ("America/Sao_Paulo", "2018-02-15"), ("Europe/Dublin", "2026-03-26"), ("Europe/Dublin", "2026-10-22"), ("Africa/Casablanca", "2026-02-12"),
            ("Africa/Casablanca", "2026-03-19"), ("Europe/Moscow", "2014-10-23"), ("Europe/Moscow", "2011-03-24"), ("America/Caracas", "2016-04-28"),
            ("Asia/Pyongyang", "2018-05-02"), ("Pacific/Apia", "2011-12-27"), ("Asia/Kathmandu", "2026-03-26"), ("Africa/Cairo", "2026-10-27"), ("Africa/Cairo", "2026-04-21"),
        ];
        var zones = places.Select(place => place.Zone).Distinct().ToDictionary(id => id, BusinessZone.Of);
        var field = (int least, int most) => Gen.OneOf(
            Gen.Constant("*"),
            Gen.Choose(least, most).Select(n => $"{n}"),
            Gen.Choose(2, 7).Select(n => $"*/{n}"),
            Gen.Choose(least, most).Two().Select(p => $"{Math.Min(p.Item1, p.Item2)}-{Math.Max(p.Item1, p.Item2)}"),
            Gen.Choose(least, most).ListOf(3).Select(l => string.Join(',', l)));
        var cases = from minute in field(0, 59)
                    from hour in Gen.OneOf(Gen.Elements("*", "0", "1", "2", "3", "1-3", "0,2,23"), field(0, 23))
                    from day in Gen.OneOf(Gen.Constant("*"), field(1, 28))
                    from month in Gen.Elements("*", "3,10", "*/2", "2-5", "10-12")
                    from weekday in Gen.OneOf(Gen.Constant("*"), field(0, 7))
                    from place in Gen.Elements(places)
                    select (Cron: $"{minute} {hour} {day} {month} {weekday}", Zone: zones[place.Zone], Start: At($"{place.Start} 00:00"));
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var schedule = CronSchedule.Parse(one.Cron);
            var until = one.Start.AddDays(5);
            var found = schedule.After(one.Start, one.Zone).TakeWhile(due => due <= until).ToList();
            found.ShouldBe(EveryMinute(schedule, one.Zone, one.Start, until), one.Cron + " " + one.Zone.Id);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    /// <summary>The rule as it is stated, looked at minute by minute, and nothing clever.</summary>
    private static List<DateTimeOffset> EveryMinute(CronSchedule schedule, BusinessZone zone, DateTimeOffset after, DateTimeOffset until)
    {
        var due = new List<DateTimeOffset>();
        var furthest = DateTime.MinValue;
        var everyHour = Enumerable.Range(0, 24).All(schedule.Hours.Has);
        for (var at = after.AddDays(-2); at <= until; at = at.AddMinutes(1))
        {
            var wall = TimeZoneInfo.ConvertTime(at, zone.Info).DateTime;
            var fits = everyHour || wall > furthest ? Fits(schedule, wall) : false;
            // Minutes that the clock has just skipped.
            for (var skipped = furthest.AddMinutes(1); !everyHour && furthest > DateTime.MinValue && skipped < wall; skipped = skipped.AddMinutes(1))
                fits |= Fits(schedule, skipped);
            if (fits && at > after)
                due.Add(at);
            furthest = wall > furthest ? wall : furthest;
        }
        return due;
    }

    private static bool Fits(CronSchedule schedule, DateTime wall)
    {
        var (day, weekday) = (schedule.Days.Has(wall.Day), schedule.Weekdays.Has((int)wall.DayOfWeek));
        var fields = schedule.Text.Split(' ');
        var either = fields[2][0] != '*' && fields[4][0] != '*';
        return schedule.Minutes.Has(wall.Minute) && schedule.Hours.Has(wall.Hour) && schedule.Months.Has(wall.Month) && (either ? day || weekday : day && weekday);
    }
}
