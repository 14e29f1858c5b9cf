using ClientVitals.Notices;
using ClientVitals.Settings;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Notices;

public sealed class NoticeHoursTests
{
    private static readonly BusinessZone Dubai = BusinessZone.Of("Asia/Dubai"), Berlin = BusinessZone.Of("Europe/Berlin");

    [Theory]
    [InlineData("2026-01-07T16:59:59Z", null)]
    [InlineData("2026-01-07T17:00:00Z", "2026-01-08T03:00:00Z")]
    [InlineData("2026-01-07T23:30:00Z", "2026-01-08T03:00:00Z")]
    [InlineData("2026-01-08T02:59:59Z", "2026-01-08T03:00:00Z")]
    [InlineData("2026-01-08T03:00:00Z", null)]
    public void Quiet_hours_are_half_open_and_run_over_midnight(string now, string? end) =>
        new NoticeHours(Dubai, 21 * 60, 7 * 60, -1).QuietEnds(DateTimeOffset.Parse(now)).ShouldBe(end is null ? null : DateTimeOffset.Parse(end));

    [Theory]
    [InlineData("2026-01-07T08:59:00Z", null)]
    [InlineData("2026-01-07T09:00:00Z", "2026-01-07T10:00:00Z")]
    public void Quiet_hours_within_a_day(string now, string? end) =>
        new NoticeHours(Dubai, 13 * 60, 14 * 60, -1).QuietEnds(DateTimeOffset.Parse(now)).ShouldBe(end is null ? null : DateTimeOffset.Parse(end));

    [Fact]
    public void The_same_time_twice_means_no_quiet_hours() =>
        new NoticeHours(Dubai, 0, 0, -1).QuietEnds(new(2026, 1, 7, 20, 0, 0, TimeSpan.Zero)).ShouldBeNull();

    [Fact]
    public void A_digest_comes_once_a_day_after_quiet_hours_and_critical_at_once()
    {
        var now = new DateTimeOffset(2026, 1, 7, 5, 0, 0, TimeSpan.Zero);
        var hours = new NoticeHours(Dubai, 21 * 60, 7 * 60, 7 * 60 + 30);
        hours.OfMail(NoticeSeverity.Warning, now).ShouldBe((new(2026, 1, 8, 3, 30, 0, TimeSpan.Zero), "digest"));
        hours.OfMail(NoticeSeverity.Critical, now).ShouldBe((now, null));
        (hours with { DigestAt = 6 * 60 }).OfMail(NoticeSeverity.Info, now).ShouldBe((new(2026, 1, 8, 3, 0, 0, TimeSpan.Zero), "digest"));
        var night = new DateTimeOffset(2026, 1, 7, 20, 0, 0, TimeSpan.Zero);
        (hours with { DigestAt = -1 }).OfMail(NoticeSeverity.Warning, night).ShouldBe((new(2026, 1, 8, 3, 0, 0, TimeSpan.Zero), "quiet"));
        hours.OfChannel(NoticeSeverity.Critical, night).ShouldBe((night, null));
        hours.OfChannel(NoticeSeverity.Info, night).HeldFor.ShouldBe("quiet");
    }

    [Fact]
    public void A_minute_that_the_clock_leaves_out_is_moved_on_by_the_gap() =>
        // In Berlin 02:30 of 29 March 2026 is 03:30 of summer time.
        new NoticeHours(Berlin, 0, 2 * 60 + 30, -1).QuietEnds(new(2026, 3, 28, 23, 30, 0, TimeSpan.Zero)).ShouldBe(new(2026, 3, 29, 1, 30, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("07:30", 450)]
    [InlineData("00:00", 0)]
    [InlineData("23:59", 1439)]
    public void Minutes_are_read_and_written(string text, int minute)
    {
        NoticeHours.Read(text).ShouldBe(minute);
        NoticeHours.Write(minute).ShouldBe(text);
    }

    [Theory]
    [InlineData("24:00")]
    [InlineData("7:30")]
    [InlineData("")]
    public void What_is_no_time_of_the_day_is_refused(string text) => Should.Throw<PlainError>(() => NoticeHours.Read(text)).Message.ShouldContain("07:30");

    [Fact]
    public void The_wait_is_a_random_part_of_a_growing_most_and_no_sooner_than_asked()
    {
        static double Seconds(int attempts, double random, int? asked = null) => NoticeBackoff.Wait(attempts, random, asked is { } s ? TimeSpan.FromSeconds(s) : null).TotalSeconds;
        Seconds(1, 0.5).ShouldBe(15);
        Seconds(2, 0.5).ShouldBe(30);
        Seconds(7, 0.5).ShouldBe(960);
        Seconds(8, 0.5).ShouldBe(1800, "at most an hour");
        Seconds(100, 0.999).ShouldBe(3596.4, 0.001);
        Seconds(3, 0).ShouldBe(1);
        Seconds(1, 0.5, 300).ShouldBe(300);
        Seconds(5, 0.999, 60).ShouldBe(479.52, 0.001);
        Seconds(1, 0, 1_000_000).ShouldBe(24 * 3600, "nobody makes us wait longer than a day");
    }
}
