using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

public sealed class CalibrationTableTests
{
    [Fact]
    public void Tenths_are_from_the_least_to_the_most_likely()
    {
        double[] chances = [.. Enumerable.Range(0, 100).Select(number => (99 - number) / 100.0)];
        var table = CalibrationTable.Of(chances, [.. chances.Select(chance => chance >= .5)]);
        table.Tenths.Select(tenth => tenth.Number).ShouldBe(Enumerable.Range(1, 10));
        table.Tenths.ShouldAllBe(tenth => tenth.Cases == 10);
        table.Tenths[0].Predicted.ShouldBe(.045, 1e-12);
        table.Tenths.Select(tenth => tenth.Happened).ShouldBe([0, 0, 0, 0, 0, 10, 10, 10, 10, 10]);
        table.AverageError.ShouldBe(.25, 1e-12);
        // The exact interval of 0 and of 10 in 10 (Clopper and Pearson 1934).
        table.Tenths[0].High.ShouldBe(1 - Math.Pow(.05, .1), 1e-9);
        table.Tenths[9].Low.ShouldBe(Math.Pow(.05, .1), 1e-9);
    }

    [Fact]
    public void Few_cases_make_fewer_tenths()
    {
        var table = CalibrationTable.Of([.2, .4, .9], [false, true, true]);
        table.Tenths.Sum(tenth => tenth.Cases).ShouldBe(3);
        table.Tenths.Count.ShouldBe(3);
        CalibrationTable.Of([], []).AverageError.ShouldBe(0);
    }
}
