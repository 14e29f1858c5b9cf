using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

public sealed class MomentTests
{
    private static readonly TimeZoneInfo Dubai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Dubai");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_week_in_Dubai_begins_at_20_00_UTC_on_Sunday()
    {
        var sunday = Moment.Of(DateTimeOffset.Parse("2025-11-09T19:59:59Z"), Dubai);
        var monday = Moment.Of(DateTimeOffset.Parse("2025-11-09T20:00:00Z"), Dubai);
        sunday.Date.ShouldBe(new DateOnly(2025, 11, 9));
        monday.Date.ShouldBe(new DateOnly(2025, 11, 10));
        monday.Monday.ShouldBe(monday.Today);
        sunday.Monday.ShouldBe(monday.Today - 7);
    }

    [Theory]
    [InlineData("2025-03-24", 167)]
    [InlineData("2025-10-20", 169)]
    [InlineData("2025-06-02", 168)]
    public void A_week_is_as_long_as_the_clock_makes_it(string monday, int hours)
    {
        var first = DateOnly.Parse(monday).DayNumber;
        (Moment.StartOf(first + 7, Berlin) - Moment.StartOf(first, Berlin)).TotalHours.ShouldBe(hours);
    }

    [Fact]
    public void The_share_of_a_day_counts_the_hours_it_really_has()
    {
        // 30 March 2025 has 23 hours in Berlin: at 12:00 eleven of them have passed.
        var noon = Moment.Of(new DateOnly(2025, 3, 30), new TimeOnly(12, 0), Berlin);
        noon.DayShare.ShouldBe(11 / 23.0, 1e-9);
    }

    [Fact]
    public void A_skipped_hour_means_the_first_moment_after_it_and_a_doubled_one_its_first()
    {
        Moment.Of(new DateOnly(2025, 3, 30), new TimeOnly(2, 30), Berlin).At.ShouldBe(DateTimeOffset.Parse("2025-03-30T01:00:00Z"));
        Moment.Of(new DateOnly(2025, 10, 26), new TimeOnly(2, 30), Berlin).At.ShouldBe(DateTimeOffset.Parse("2025-10-26T00:30:00Z"));
    }

    [Fact]
    public void Monday_is_weekday_zero() =>
        Enumerable.Range(0, 7).Select(day => Moment.Weekday(new DateOnly(2025, 1, 6).DayNumber + day)).ShouldBe([0, 1, 2, 3, 4, 5, 6]);
}
