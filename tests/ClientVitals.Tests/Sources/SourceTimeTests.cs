using System.Text;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sources;

public sealed class SourceTimeTests
{
    private static readonly BusinessZone Dubai = BusinessZone.Of("Asia/Dubai");

    private static (TimeReading Reading, DateTimeOffset At) Read(string text, DateOrder order = DateOrder.Unknown)
    {
        var reading = SourceTime.TryRead(Encoding.UTF8.GetBytes(text), Dubai, order, out var ticks);
        return (reading, new DateTimeOffset(ticks, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("2025-03-01T08:30:00Z", "2025-03-01T08:30:00Z")]
    [InlineData("2025-03-01 08:30:00Z", "2025-03-01T08:30:00Z")]
    [InlineData("2025-03-01T08:30:00.1234567Z", "2025-03-01T08:30:00.1234567Z")]
    [InlineData("2025-03-01T08:30:00.123456789+04:00", "2025-03-01T04:30:00.1234567Z")]
    [InlineData("2025-03-01T08:30+0400", "2025-03-01T04:30:00Z")]
    [InlineData("2025-03-01 08:30:00 -05", "2025-03-01T13:30:00Z")]
    [InlineData("2025-03-01 08:30:00 UTC", "2025-03-01T08:30:00Z")]
    [InlineData("2025-03-01 08:30:00 GMT+2", "2025-03-01T06:30:00Z")]
    [InlineData("20250301T083000Z", "2025-03-01T08:30:00Z")]
    [InlineData("1740817800", "2025-03-01T08:30:00Z")]
    [InlineData("1740817800000", "2025-03-01T08:30:00Z")]
    [InlineData("1740817800000000", "2025-03-01T08:30:00Z")]
    [InlineData("Sat, 01 Mar 2025 08:30:00 +0000", "2025-03-01T08:30:00Z")]
    [InlineData("2025-03-01 08:30 GST", "2025-03-01T04:30:00Z")]
    [InlineData("2025-03-01T08:30:00 EST", "2025-03-01T13:30:00Z")]
    [InlineData("07/15/2025 08:30 PDT", "2025-07-15T15:30:00Z")]
    [InlineData("07/15/2025 08:30 PM PDT", "2025-07-16T03:30:00Z")]
    [InlineData("07/15/2025 08:30 PM (PDT)", "2025-07-16T03:30:00Z")]
    [InlineData("Jul 15, 2025 8:30pm CEST", "2025-07-15T18:30:00Z")]
    [InlineData("2025-07-15 08:30 AST", "2025-07-15T05:30:00Z", "Asia/Riyadh")]
    [InlineData("2025-07-15 08:30 AST", "2025-07-15T12:30:00Z", "America/Halifax")]
    [InlineData("2025-03-01 08:30 CST", "2025-03-01T14:30:00Z", "America/New_York")]
    [InlineData("2025-03-01 08:30 CST", "2025-03-01T00:30:00Z", "Asia/Shanghai")]
    [InlineData("2025-03-01 08:30 IST", "2025-03-01T03:00:00Z", "Asia/Kolkata")]
    [InlineData("2025-07-15 08:30 America/New_York", "2025-07-15T12:30:00Z")]
    [InlineData("2025-03-01 08:30 America/New_York", "2025-03-01T13:30:00Z")]
    [InlineData("2025-07-15 08:30 Pacific Time (US & Canada)", "2025-07-15T15:30:00Z")]
    [InlineData("2025-07-15 08:30 ET", "2025-07-15T12:30:00Z")]
    [InlineData("2025-03-01 08:30 (UTC+4)", "2025-03-01T04:30:00Z")]
    [InlineData("2025-03-01T08:30:00+04:00[Asia/Dubai]", "2025-03-01T04:30:00Z")]
    [InlineData("Sat Mar 01 2025 08:30:00 GMT+0400 (Gulf Standard Time)", "2025-03-01T04:30:00Z")]
    public void A_time_with_an_offset_or_a_zone_is_that_instant(string text, string instant, string zone = "Asia/Dubai")
    {
        SourceTime.TryRead(Encoding.UTF8.GetBytes(text), BusinessZone.Of(zone), DateOrder.Unknown, out var ticks).ShouldBe(TimeReading.Read);
        new DateTimeOffset(ticks, TimeSpan.Zero).ShouldBe(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("45964.375", 2025, 11, 3, 9, 0, 0)]
    [InlineData("45964,375", 2025, 11, 3, 9, 0, 0)]
    [InlineData("45964", 2025, 11, 3, 0, 0, 0)]
    [InlineData("45964.3750115741", 2025, 11, 3, 9, 0, 1)]
    [InlineData("45717.42", 2025, 3, 1, 10, 4, 48)]
    public void A_spreadsheets_number_of_a_day_is_the_zones_wall_clock(string text, int year, int month, int day, int hour, int minute, int second) =>
        Read(text).ShouldBe((TimeReading.Read, new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.FromHours(4))));

    [Theory]
    [InlineData("2025-03-01T08:30:00")]
    [InlineData("2025-03-01 08:30")]
    [InlineData("2025-3-1 8:30")]
    [InlineData("2025/03/01 08:30:00")]
    [InlineData("20250301083000")]
    [InlineData("202503010830")]
    [InlineData("01.03.2025 08:30")]
    [InlineData("1 Mar 2025 08:30")]
    [InlineData("01-Mar-2025 8:30 AM")]
    [InlineData("Mar 1, 2025 8:30 AM")]
    [InlineData("March 1st, 2025 at 8:30 a.m.")]
    [InlineData("Saturday, March 1, 2025, 8:30\u202FAM")]
    public void A_time_without_an_offset_is_the_business_zones_wall_clock(string text) =>
        Read(text).ShouldBe((TimeReading.Read, new DateTimeOffset(2025, 3, 1, 4, 30, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("2025-03-01")]
    [InlineData("20250301")]
    [InlineData("01.03.2025")]
    [InlineData("1 March 2025")]
    public void A_date_alone_is_the_first_moment_of_the_business_day(string text) =>
        Read(text).ShouldBe((TimeReading.Read, new DateTimeOffset(2025, 2, 28, 20, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("03/04/2025 10:00", DateOrder.DayFirst, 4, 3)]
    [InlineData("03/04/2025 10:00", DateOrder.MonthFirst, 3, 4)]
    [InlineData("03-04-25 10:00", DateOrder.DayFirst, 4, 3)]
    [InlineData("Fri 3/4/2025 10:00", DateOrder.MonthFirst, 3, 4)]
    [InlineData("13/04/2025 10:00", DateOrder.Unknown, 4, 13)]
    [InlineData("04/13/2025 10:00", DateOrder.Unknown, 4, 13)]
    [InlineData("05/05/2025 10:00", DateOrder.Unknown, 5, 5)]
    public void The_order_of_day_and_month_is_the_files(string text, DateOrder order, int month, int day) =>
        Read(text, order).ShouldBe((TimeReading.Read, new DateTimeOffset(2025, month, day, 6, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("12:00 AM", 0, 0)]
    [InlineData("12:30 PM", 12, 30)]
    [InlineData("1:05 pm", 13, 5)]
    [InlineData("11:59 p.m.", 23, 59)]
    public void Half_days_are_read(string clock, int hour, int minute) =>
        Read($"2025-03-01 {clock} +0000").At.ShouldBe(new DateTimeOffset(2025, 3, 1, hour, minute, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("", TimeReading.Missing)]
    [InlineData("   ", TimeReading.Missing)]
    [InlineData("yesterday", TimeReading.NotATime)]
    [InlineData("12345", TimeReading.NotATime)]
    [InlineData("2025-03-01T08:30:00 XYZT", TimeReading.ZoneUnclear)]
    [InlineData("2025-03-01T08:30:00 Mars/Olympus", TimeReading.ZoneUnclear)]
    [InlineData("2025-03-01T08:30:00 CST", TimeReading.ZoneUnclear)]
    [InlineData("12345.5", TimeReading.NotATime)]
    [InlineData("2025-03-01 08:30 o'clock", TimeReading.NotATime)]
    [InlineData("2025-02-30", TimeReading.Impossible)]
    [InlineData("2025-02-29T10:00:00Z", TimeReading.Impossible)]
    [InlineData("2025-13-01", TimeReading.Impossible)]
    [InlineData("31.04.2025", TimeReading.Impossible)]
    [InlineData("2025-03-01 25:00", TimeReading.Impossible)]
    [InlineData("2025-03-01 13:00 PM", TimeReading.Impossible)]
    [InlineData("0000-00-00 00:00:00", TimeReading.Impossible)]
    [InlineData("1970-01-01T00:00:00Z", TimeReading.Impossible)]
    [InlineData("20250230", TimeReading.Impossible)]
    [InlineData("03/04/2025 10:00", TimeReading.OrderUnclear)]
    [InlineData("13/13/2025 10:00", TimeReading.Impossible)]
    public void What_is_no_time_says_which_way(string text, TimeReading reading) => Read(text).Reading.ShouldBe(reading);

    [Theory]
    [InlineData("03/04/2025", DateHint.Open)]
    [InlineData("13/04/2025", DateHint.DayFirst)]
    [InlineData("04/13/2025", DateHint.MonthFirst)]
    [InlineData("05/05/2025", DateHint.None)]
    [InlineData("2025-03-04", DateHint.None)]
    [InlineData("03.04.2025", DateHint.None)]
    public void A_value_shows_what_it_says_about_the_order(string text, DateHint expected)
    {
        SourceTime.TryRead(Encoding.UTF8.GetBytes(text), Dubai, DateOrder.Unknown, out _, out var hint);
        hint.ShouldBe(expected);
    }
}
