using ClientVitals.CallPatterns.Lists;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Lists;

public sealed class PatternRarityTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(0.4, "about once a week")]
    [InlineData(2.6, "about once in 3 weeks")]
    [InlineData(5.9, "about once in 6 weeks")]
    [InlineData(6.0, "about once a month")]
    [InlineData(39.0, "about once in 9 months")]
    [InlineData(42.0, "about once a year")]
    [InlineData(100.0, "about once in 2 years")]
    [InlineData(480.0, "about once in 9 years")]
    [InlineData(496.0, "less than once in 10 years")]
    [InlineData(double.PositiveInfinity, "less than once in 10 years")]
    public void How_rare_is_said_in_time_with_one_digit(double? weeks, string? said) => PatternRarity.Of(weeks).ShouldBe(said);

    [Fact]
    public void What_is_rarer_than_any_number_of_weeks_stays_a_number_that_is_kept_and_read()
    {
        var rarest = Enumerable.Range(1, 89).Max(silent => Some.Regular(70, 0, 1, 2, 3, 4, 5, 6).Judged(Some.Day(70) + silent).OnceInWeeks);
        rarest.ShouldBe(1e12);
    }
}
