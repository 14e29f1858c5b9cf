using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

/// <summary>The quantiles against sums of the whole distribution from nothing on (Python's math.lgamma).</summary>
public sealed class PoissonRangeTests
{
    [Theory]
    [InlineData(0.5, 0, 2)]
    [InlineData(3, 1, 6)]
    [InlineData(10, 5, 15)]
    [InlineData(437, 403, 472)]
    [InlineData(439, 405, 474)]
    [InlineData(1000, 948, 1052)]
    [InlineData(5000, 4884, 5117)]
    [InlineData(12345.6, 12163, 12529)]
    [InlineData(100000, 99480, 100520)]
    [InlineData(31415926.5, 31406707, 31425146)]
    [InlineData(100000000, 99983552, 100016449)]
    public void The_range_is_where_nine_of_ten_lie(double mean, int low, int high) => PoissonRange.Of(mean).ShouldBe((low, high));

    [Theory]
    [InlineData(0d)]
    [InlineData(1e8)]
    [InlineData(1e300)]
    public void A_mean_of_any_size_has_one(double mean)
    {
        var (low, high) = PoissonRange.Of(mean);
        low.ShouldBeInRange(0, high);
    }
}
