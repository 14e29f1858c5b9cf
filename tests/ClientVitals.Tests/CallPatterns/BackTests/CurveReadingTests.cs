using ClientVitals.CallPatterns.BackTests;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.BackTests;

public sealed class CurveReadingTests
{
    [Theory]
    [InlineData(0, 28)]
    [InlineData(.5, 26)]
    [InlineData(1, 20)]
    [InlineData(2, 15)]
    [InlineData(3, 10)]
    [InlineData(9, 10)]
    public void Straight_between_settings_from_a_rule_that_never_speaks(double volume, double delay)
    {
        var reading = new CurveReading(4);
        // Two settings at one volume: the more talkative counts. One that goes back in volume is passed over.
        reading.Take([1, 1, .5, 3]);
        reading.At(volume, [24, 20, 5, 10], 28).ShouldBe(volume == .5 ? 24 : delay, 1e-12);
    }
}
