using System.Text;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sources;

public sealed class SourceDurationTests
{
    [Theory]
    [InlineData("75", 75)]
    [InlineData("74.6", 75)]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("01:15", 75)]
    [InlineData("0:01:15", 75)]
    [InlineData("1:00:00", 3600)]
    [InlineData("1m 15s", 75)]
    [InlineData("1m15s", 75)]
    [InlineData("2 min", 120)]
    [InlineData("1 hour 5 minutes", 3900)]
    [InlineData("1h, 2m, 3s", 3723)]
    [InlineData("90000 ms", 90)]
    public void A_length_is_seconds(string text, int seconds)
    {
        SourceDuration.TryRead(Encoding.UTF8.GetBytes(text), 1, out var read).ShouldBe(DurationReading.Read);
        read.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("", DurationReading.Missing)]
    [InlineData("-", DurationReading.Missing)]
    [InlineData("-5", DurationReading.Negative)]
    [InlineData("-00:10", DurationReading.Negative)]
    [InlineData("long", DurationReading.NotADuration)]
    [InlineData("1:75", DurationReading.NotADuration)]
    [InlineData("5 apples", DurationReading.NotADuration)]
    [InlineData("99999999999999", DurationReading.NotADuration)]
    [InlineData("NaN", DurationReading.NotADuration)]
    [InlineData("1e400", DurationReading.NotADuration)]
    public void What_is_no_length_says_which_way(string text, DurationReading reading) =>
        SourceDuration.TryRead(Encoding.UTF8.GetBytes(text), 1, out _).ShouldBe(reading);

    [Fact]
    public void A_bare_number_counts_the_columns_unit()
    {
        SourceDuration.TryRead("75000"u8, .001, out var seconds);
        seconds.ShouldBe(75);
    }
}
