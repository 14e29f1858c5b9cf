using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

/// <summary>Books that teach what their people are like: the budget holds in them, also while they are young.</summary>
public sealed class KnownBookTests
{
    private const int Clients = 300, Watched = 26;

    /// <summary>Three days in a row, then 4 to 40 days of rest.</summary>
    private static ClientHistory[] Bursting(int weeks) => [.. Enumerable.Range(0, Clients).Select(seed =>
    {
        var random = new Random(50_000 + seed);
        var days = new List<int>();
        for (var day = Some.Day(0); day < Some.Day(weeks); day += 4 + random.Next(37))
            days.AddRange([day, day + 1, day + 2]);
        return Some.Client([.. days.Where(day => day < Some.Day(weeks))]) with { Client = $"b{seed}@example.com" };
    })];

    private static (double Breaks, double Standing) Per100(ClientHistory[] book, int warm, BookCalibrations? calibrations)
    {
        var (from, until) = (Some.Day(warm), Some.Day(warm + Watched));
        var broken = PatternBook.Replay(
                book, DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(until - 1), PatternRule.Calibrated, PatternBudgets.Default, calibrations)
            .Where(one => one.BreakOn is not null).ToList();
        var standing = broken.Sum(one => (one.ClosedOn?.DayNumber ?? until) - Math.Max(from, one.BreakOn!.Value.DayNumber));
        return (
            100.0 * broken.Count(one => one.BreakOn!.Value.DayNumber >= from) / (Clients * Watched),
            100.0 * standing / (Clients * Watched * 7));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(26)]
    public void People_who_call_in_bursts_break_within_the_budget_and_hardly_any_of_them_has_an_open_break(int warm)
    {
        var book = Bursting(warm + Watched);
        var (breaks, standing) = Per100(book, warm, new BookCalibrations(book));
        breaks.ShouldBeLessThan(.75, "a book that teaches nothing makes .92 of these clients with 8 weeks of history");
        standing.ShouldBeLessThan(3);
    }

    [Fact]
    public void Whom_the_book_does_not_know_yet_it_alarms_more_often()
    {
        var book = Bursting(8 + Watched);
        Per100(book, 8, null).Breaks.ShouldBeGreaterThan(2 * Per100(book, 8, new BookCalibrations(book)).Breaks);
    }

    [Fact]
    public void Someone_new_is_expected_to_call_as_often_as_the_people_of_their_book()
    {
        ClientHistory[] Book(double rate) => [.. Enumerable.Range(0, 200).Select(seed => Some.Poisson(seed, rate, 30) with { Client = $"p{seed}@example.com" })];
        var today = Some.Day(30, 2);
        int[] days = [Some.Day(25), Some.Day(25, 3), Some.Day(26, 2), Some.Day(27), Some.Day(28, 1)];
        double Evidence(ClientHistory[] others) => PatternBook.Judge(
            [Some.Client(days)], Some.At(today), PatternRule.Calibrated, PatternBudgets.Default,
            BookCalibrationFit.Of(others, DateOnly.FromDayNumber(today)))[0].Evidence!.Value;

        Evidence(Book(4)).ShouldBeGreaterThan(Evidence(Book(1)) + .1, "two weeks of silence are longer where people call often");
    }
}
