using ClientVitals.CallPatterns.Dropout;
using ClientVitals.HealthScores.Risk;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Risk;

public sealed class OwnRhythmTests
{
    private static readonly DropoutParameters Book = new(1.5, 6, .8, 20, 2);

    /// <summary>With no gaps to judge by, the client is as regular as the book, and the closed form is that of the dropout model.</summary>
    [Theory]
    [InlineData(1, 0, 0, 40)]
    [InlineData(2, 0, 0, 3)]
    [InlineData(2, 1, 9, 30)]
    [InlineData(5, 1, 20, 21)]
    public void A_client_of_the_books_regularity_is_judged_as_the_dropout_model_does(int stages, int repeats, double last, double watched)
    {
        var book = Book with { K = stages };
        var client = new CallRecency(repeats, last, watched, repeats == 0 ? 0 : Math.Log(last));
        var (own, outlook) = (new OwnRhythm(book, client), new DropoutOutlook(book, client));
        own.Left(watched - last).ShouldBe(1 - outlook.StillActive, 1e-9);
        own.NoCallFor(watched - last, 30).ShouldBe(1 - outlook.CallsWithin(30), 1e-9);
    }

    [Fact]
    public void Two_weeks_without_a_call_say_more_of_a_regular_client_than_of_an_uneven_one()
    {
        // Forty gaps of five days each, and forty whose logarithms vary.
        var regular = new OwnRhythm(Book, new CallRecency(40, 200, 214, 40 * Math.Log(5)));
        var uneven = new OwnRhythm(Book, new CallRecency(40, 200, 214, 40 * (Math.Log(5) - .6)));
        regular.Left(14).ShouldBeGreaterThan(.95);
        uneven.Left(14).ShouldBeLessThan(.3);
        regular.Survives(4).ShouldBeGreaterThan(uneven.Survives(4));
    }

    [Fact]
    public void The_chance_of_no_call_is_never_below_the_chance_to_have_left_and_falls_with_the_time_ahead()
    {
        var rhythm = new OwnRhythm(Book, new CallRecency(12, 60, 70, 12 * Math.Log(4.5)));
        double before = 1;
        foreach (var ahead in new[] { 0, 1, 7, 30, 90, 900, 100_000 })
        {
            var chance = rhythm.NoCallFor(10, ahead);
            chance.ShouldBeLessThanOrEqualTo(before);
            chance.ShouldBeGreaterThanOrEqualTo(rhythm.Left(10) - 1e-12);
            before = chance;
        }
        rhythm.NoCallFor(10, 0).ShouldBe(1, 1e-12);
        new OwnRhythm(Book, new CallRecency(400, 1600, 9000, 400 * Math.Log(4))).NoCallFor(7400, 30).ShouldBe(1, 1e-9);
    }
}
