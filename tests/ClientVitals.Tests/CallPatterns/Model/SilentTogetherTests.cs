using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

/// <summary>Many who fall silent on the same days are one remark and not as many lines.</summary>
public sealed class SilentTogetherTests
{
    private const int Weeks = 30, Clients = 240;

    /// <summary>The first day of the common silence, a Monday.</summary>
    private static readonly int From = Some.Day(Weeks - 4);

    /// <summary>240 clients of one to four calls a week, by chance and on fixed weekdays; one may be without calls on some days.</summary>
    private static ClientHistory[] Book(int seed, Func<int, int, bool> isAway) => [.. Enumerable.Range(0, Clients).Select(place =>
    {
        var rate = 1 + place % 4;
        var history = place % 2 == 0 ? Some.Poisson(seed * 1000 + place, rate, Weeks) : Some.Kept(seed * 1000 + place, rate, Weeks);
        return history with { Client = $"c{place}@example.com", Days = [.. history.Days.Where(day => !isAway(place, day.Day))] };
    })];

    private static (SilentTogether? Together, Judgement[] Judged, int Alone) Judged(ClientHistory[] book, int day)
    {
        var visible = book.Select(history => history.Until(day)).Where(history => history.Days.Length > 0).ToArray();
        var judged = PatternBook.Judge(visible, Some.At(day), PatternRule.Calibrated, PatternBudgets.Default, BookCalibrationFit.Of(BookCalibration.Sample(visible), DateOnly.FromDayNumber(day)));
        var alone = Listed(judged);
        return (SilentBook.HoldBack(visible, judged, Some.At(day)), judged, alone);
    }

    private static int Listed(Judgement[] judged) => judged.Count(one => one.Status is PatternStatus.PatternBreak or PatternStatus.BelowPattern);

    [Theory]
    [InlineData(1, 40, 10)]
    [InlineData(2, 40, 10)]
    [InlineData(3, 40, 7)]
    [InlineData(4, 30, 14)]
    [InlineData(5, 100, 7)]
    public void A_part_of_the_book_that_falls_silent_on_the_same_days_is_held_back(int seed, int percent, int days)
    {
        var book = Book(seed, (place, day) => place % 10 < percent / 10 && day >= From && day < From + days);
        var (together, judged, alone) = Judged(book, From + days);
        together.ShouldNotBeNull().Since.DayNumber.ShouldBeInRange(From - 2, From + 1);
        alone.ShouldBeGreaterThan(12, "that many lines there would be");
        var held = judged.Count(one => one.Hold == PatternHold.Together);
        held.ShouldBeGreaterThanOrEqualTo(SilentTogether.FewestHeld);
        (alone - held).ShouldBe(Listed(judged));
        // What stays is who was listed before, or at the budget: 2.4 breaks and 4.8 belows a week.
        Listed(judged).ShouldBeLessThan(12);
        judged.Where(one => one.Hold == PatternHold.Together).ShouldAllBe(one => one.Reason.StartsWith("Quiet since about ", StringComparison.Ordinal) && one.Status == PatternStatus.Normal);
    }

    [Fact]
    public void In_an_ordinary_book_nothing_is_held_back_on_any_morning()
    {
        for (var seed = 11; seed < 14; seed++)
        {
            var book = Book(seed, (_, _) => false);
            for (var day = Some.Day(Weeks - 10); day < Some.Day(Weeks); day++)
            {
                var counts = new SilentCounts(day);
                foreach (var history in book)
                    counts.Add(history.Until(day));
                counts.Find().ShouldBeNull($"seed {seed}, {DateOnly.FromDayNumber(day)}");
            }
        }
    }

    [Fact]
    public void Who_was_listed_before_stays_listed_and_who_stays_away_is_listed_when_the_others_are_back()
    {
        // Two fell silent three weeks before the holiday, two never come back from it.
        var book = Book(6, (place, day) => (place % 10 < 4 && day >= From && day < From + 10) || (place is 100 or 101 && day >= From - 21) || (place is 40 or 41 && day >= From));
        var (_, during, _) = Judged(book, From + 10);
        foreach (var place in new[] { 101 })
            during[place].Hold.ShouldNotBe(PatternHold.Together, during[place].Reason);
        var (_, after, _) = Judged(book, From + 24);
        after.Count(one => one.Hold == PatternHold.Together).ShouldBe(0, "the others are back");
        after[41].Status.ShouldBe(PatternStatus.PatternBreak);
    }

    [Fact]
    public void Days_that_are_paused_are_no_silence_and_a_few_lines_are_read_as_they_are()
    {
        var book = Book(7, (place, day) => place % 10 < 4 && day >= From && day < From + 10);
        var paused = Array.ConvertAll(book, history => history with { Pauses = [new Pause(From, From + 10)] });
        Judged(paused, From + 10).Together.ShouldBeNull();
        // Three days, when hardly anybody is listed yet.
        var (together, judged, alone) = Judged(Book(8, (place, day) => place % 10 < 4 && day >= From && day < From + 3), From + 3);
        (together is null).ShouldBe(judged.All(one => one.Hold != PatternHold.Together));
        if (together is null)
            Listed(judged).ShouldBe(alone);
    }
}
