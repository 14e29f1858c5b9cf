using ClientVitals.Settings;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Settings;

public sealed class BusinessZoneTests
{
    [Theory]
    [InlineData("Asia/Dubai", "2025-03-02T19:59:59Z", "2025-03-02")]
    [InlineData("Asia/Dubai", "2025-03-02T20:00:00Z", "2025-03-03")]
    [InlineData("America/New_York", "2025-03-09T04:59:59Z", "2025-03-08")]
    [InlineData("America/New_York", "2025-11-03T04:59:59Z", "2025-11-02")]
    [InlineData("UTC", "2025-01-01T00:00:00Z", "2025-01-01")]
    public void A_business_day_is_cut_at_the_zones_midnight(string zone, string instant, string day) =>
        BusinessZone.Of(zone).DayOf(DateTimeOffset.Parse(instant)).ShouldBe(DateOnly.Parse(day));

    [Theory]
    [InlineData("2025-03-30T01:59:59", "2025-03-30T00:59:59Z")]
    [InlineData("2025-03-30T02:30:00", "2025-03-30T01:30:00Z")]
    [InlineData("2025-03-30T03:00:00", "2025-03-30T01:00:00Z")]
    [InlineData("2025-10-26T02:30:00", "2025-10-26T00:30:00Z")]
    [InlineData("2025-10-26T03:00:00", "2025-10-26T02:00:00Z")]
    public void A_doubled_wall_time_is_its_first_and_a_skipped_one_moves_on(string wall, string instant) =>
        new DateTimeOffset(BusinessZone.Of("Europe/Berlin").UtcTicksOf(DateTime.Parse(wall).Ticks), TimeSpan.Zero)
            .ShouldBe(DateTimeOffset.Parse(instant));

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Dubai")]
    public void The_table_agrees_with_the_system_at_every_hour_of_a_year(string name)
    {
        var zone = BusinessZone.Of(name);
        for (var at = new DateTime(2025, 1, 1, 0, 30, 0, DateTimeKind.Utc); at.Year == 2025; at = at.AddHours(1))
            zone.LocalTicksOf(at.Ticks).ShouldBe(at.Ticks + zone.Info.GetUtcOffset(at).Ticks, at.ToString("O"));
    }

    [Fact]
    public void A_zone_of_no_known_name_is_refused_in_a_sentence() =>
        Should.Throw<PlainError>(() => BusinessZone.Of("Mars/Base")).Message.ShouldContain("Mars/Base");
}
