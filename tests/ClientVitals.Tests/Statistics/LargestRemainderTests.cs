using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

public sealed class LargestRemainderTests
{
    [Fact]
    public void What_was_lost_by_rounding_goes_to_those_who_lost_most() =>
        LargestRemainder.Allot([10.4m, 20.7m, 40.9m], 72).ShouldBe([10, 21, 41]);

    /// <summary>Hamilton's apportionment of 100 seats to three states, as textbooks have it.</summary>
    [Fact]
    public void Seats_are_allotted_as_by_Hamilton() => LargestRemainder.Allot([47.08m, 29.59m, 23.33m], 100).ShouldBe([47, 30, 23]);

    [Fact]
    public void Of_equal_losses_the_first_is_given_the_unit() => LargestRemainder.Allot([.5m, .5m], 1).ShouldBe([1, 0]);

    [Fact]
    public void Parts_below_zero_add_up_too() => LargestRemainder.Allot([57.14m, -8.57m, 22.86m], 71).ShouldBe([57, -9, 23]);

    [Fact]
    public void Digits_after_the_point_are_kept_where_asked_for() => LargestRemainder.Allot([1.117m, 2.226m], 3.34m, 2).ShouldBe([1.12m, 2.22m]);

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_whole_that_the_parts_do_not_make_is_refused(int whole) =>
        Should.Throw<ArgumentException>(() => LargestRemainder.Allot([.5m, .5m], whole));

    [Fact]
    public void Each_part_is_less_than_a_unit_from_its_exact_value_and_all_add_up()
    {
        var draws = new SplitMix64(9, 1);
        for (var round = 0; round < 500; round++)
        {
            decimal[] parts = [.. Enumerable.Range(0, 1 + draws.Below(9)).Select(_ => (decimal)draws.Between(-40, 60) / 7)];
            var whole = Math.Round(parts.Sum(), MidpointRounding.AwayFromZero);
            var rounded = LargestRemainder.Allot(parts, whole);
            rounded.Sum().ShouldBe(whole);
            parts.Zip(rounded).ShouldAllBe(one => Math.Abs(one.First - one.Second) < 1);
        }
    }
}
