using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

/// <summary>The test of marginal homogeneity, against a published example and figures computed apart (exact fractions in Python, no code shared).</summary>
public sealed class StuartMaxwellTests
{
    /// <param name="table">Rows by semicolon: before; columns: after.</param>
    [Theory]
    // Stuart 1955: unaided distance vision of the right and the left eye of 7,477 women.
    [InlineData("1520 266 124 66; 234 1512 432 78; 117 362 1772 205; 36 82 179 492", 11.956569622982556, 3, 0.007533425054800539)]
    [InlineData("30 2 1 0; 25 20 3 1; 40 15 20 4; 12 8 10 20", 80.32121177684972, 3, 2.6189975786735028e-17)]
    [InlineData("30 6 1 0; 5 40 7 2; 2 8 60 5; 0 1 6 38", 0.050724637681159424, 3, 0.9970074046740447)]
    // Two classes: McNemar's (25 − 5)² ÷ 30.
    [InlineData("40 25; 5 30", 13.333333333333334, 1, 0.0002607296328553168)]
    // Nobody moves between the halves, or in or out of the last class: V is singular, and each part is looked at by itself.
    [InlineData("10 3 0 0; 9 20 0 0; 0 0 30 2; 0 0 11 40", 9.23076923076923, 2, 0.009898375607203913)]
    [InlineData("10 3 1 0; 9 20 5 0; 4 7 30 0; 0 0 0 40", 5.121212121212121, 2, 0.07725790327996876)]
    public void It_gives_the_published_figures(string table, double chiSquared, int freedom, double p)
    {
        var test = StuartMaxwell.Of(Table(table));
        test.ChiSquared.ShouldBe(chiSquared, 1e-9);
        test.Freedom.ShouldBe(freedom);
        (Math.Abs(test.P - p) / p).ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Where_nobody_moved_nothing_differs()
    {
        var test = StuartMaxwell.Of(Table("10 0; 0 7"));
        (test.ChiSquared, test.Freedom, test.P, test.Moved).ShouldBe((0, 0, 1, 0));
        StuartMaxwell.Of(Table("40 25; 5 30")).Moved.ShouldBe(30);
    }

    internal static int[,] Table(string text)
    {
        var rows = text.Split(';').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray()).ToArray();
        var table = new int[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows.Length; j++)
                table[i, j] = rows[i][j];
        }
        return table;
    }
}
