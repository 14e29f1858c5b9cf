using ClientVitals.CallPatterns.MissingData;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.MissingData;

public sealed class LowCountTestTests
{
    /// <summary>Eight weeks of three days by chance, and the last three as given.</summary>
    private static DayCounts Counts(Random random, double a, double b, double c, int? lastA = null, int? lastB = null, int? lastC = null)
    {
        var of = new int?[9, 3];
        for (var week = 0; week < 9; week++)
        {
            of[week, 0] = Poisson(random, a);
            of[week, 1] = Poisson(random, b);
            of[week, 2] = Poisson(random, c);
        }
        of[0, 0] = lastA ?? of[0, 0];
        of[0, 1] = lastB ?? of[0, 1];
        of[0, 2] = lastC ?? of[0, 2];
        return new DayCounts(of);
    }

    private static int Poisson(Random random, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > limit; count++)
            product *= random.NextDouble();
        return count;
    }

    private static LowDays? Found(DayCounts counts) => LowCountTest.Find(counts, LowCountTest.Alphas([counts], 3));

    [Fact]
    public void Twenty_clients_at_two_a_week_are_silent_on_some_Saturdays_and_that_is_no_alarm()
    {
        var random = new Random(7);
        // Forty a week, 2.8 of them on a Saturday, 6.9 on a Friday: e to the minus 2.8 is 6 %.
        var books = Enumerable.Range(0, 4000).Select(_ => Counts(random, 2.8, 6.9, 6.9)).ToList();

        var silent = books.Where(book => book.Sum(0, 1) == 0).ToList();
        (silent.Count / 4000.0).ShouldBe(.06, .012);
        silent.Count(book => Found(book) is not null).ShouldBe(0);
        books.Count(book => Found(book) is not null).ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [InlineData(7, 8)]
    [InlineData(16, 1)]
    public void About_nine_expected_are_needed_before_nothing_at_all_is_implausible(double expected, int least)
    {
        var of = new int?[9, 3];
        for (var week = 0; week < 9; week++)
            (of[week, 0], of[week, 1], of[week, 2]) = (week == 0 ? 0 : (int)expected, 0, 0);
        (Found(new DayCounts(of)) is not null).ShouldBe(least == 1);
    }

    [Fact]
    public void A_source_silent_for_two_days_is_found_with_its_first_silent_day()
    {
        var found = Found(Counts(new Random(3), 12, 14, 15, 0, 0, 15)).ShouldNotBeNull();
        found.Days.ShouldBe(2);
        found.Seen.ShouldBe(0);
        found.Chance.ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void A_day_with_half_of_the_usual_calls_was_delivered_whatever_its_chance() =>
        Found(Counts(new Random(5), 400, 400, 400, 230)).ShouldBeNull();

    [Fact]
    public void A_book_whose_totals_swing_is_given_more_room()
    {
        var of = new int?[9, 3];
        int[] swinging = [0, 2, 40, 4, 30, 1, 35, 0, 20];
        for (var week = 0; week < 9; week++)
            (of[week, 0], of[week, 1], of[week, 2]) = (swinging[week], 0, 0);
        Found(new DayCounts(of)).ShouldBeNull();
    }
}
