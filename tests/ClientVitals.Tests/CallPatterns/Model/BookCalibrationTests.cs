using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

public sealed class BookCalibrationTests
{
    private static readonly DateOnly Today = DateOnly.FromDayNumber(Some.Day(50, 2));

    private static ClientHistory[] Steady(int clients) =>
        [.. Enumerable.Range(0, clients).Select(seed => Some.Poisson(seed, 1 + seed % 4, 50) with { Client = $"c{seed}@example.com" })];

    /// <summary>Three days in a row, then 4 to 40 days of rest.</summary>
    private static ClientHistory[] Bursting(int clients) => [.. Enumerable.Range(0, clients).Select(seed =>
    {
        var random = new Random(seed);
        var days = new List<int>();
        for (var day = Some.Day(0); day < Some.Day(50); day += 4 + random.Next(37))
            days.AddRange([day, day + 1, day + 2]);
        return Some.Client([.. days.Where(day => day < Some.Day(50))]) with { Client = $"b{seed}@example.com" };
    })];

    [Fact]
    public void A_book_of_steady_clients_is_judged_nearly_as_shipped() =>
        BookCalibrationFit.Of(Steady(300), Today).ThresholdShift.ShouldBeInRange(-.4, .3);

    /// <summary>Steady, but away without a word for four weeks of every half-year.</summary>
    private static ClientHistory[] Leaving(int clients) => [.. Steady(clients).Select((one, seed) =>
        one with { Days = [.. one.Days.Where(day => (day.Day / 7 + seed) % 26 > 3)] })];

    [Fact]
    public void A_book_of_people_who_are_away_without_a_word_raises_the_threshold() =>
        BookCalibrationFit.Of(Leaving(300), Today).ThresholdShift.ShouldBeGreaterThan(.5);

    [Fact]
    public void A_book_of_one_client_teaches_next_to_nothing()
    {
        var calibration = BookCalibrationFit.Of(Leaving(1), Today);
        Math.Abs(calibration.ThresholdShift).ShouldBeLessThan(.2);
        calibration.Prior.Rates[0].ShouldBe(BookPrior.Shipped.Rates[0], .05f);
    }

    [Fact]
    public void A_stranger_in_a_book_is_taken_for_one_of_its_people()
    {
        var (steady, bursting) = (BookCalibrationFit.Of(Steady(300), Today).Prior, BookCalibrationFit.Of(Bursting(300), Today).Prior);
        const int Bursts = 4;
        steady.Rates[Bursts].ShouldBeLessThan(.1f);
        bursting.Rates[Bursts].ShouldBeGreaterThan(.5f);
        (steady.Calls / steady.Weeks).ShouldBe(2.5f, .4f, "they call once to four times a week");
        (bursting.Calls / bursting.Weeks).ShouldBeLessThan(1.6f, "three days of every 24");
        steady.Profile[6].ShouldBeGreaterThan(BookPrior.Shipped.Profile[6], "these call on Sundays as on any day");
    }

    [Fact]
    public void The_weeks_of_a_client_who_left_count_for_what_they_did_before()
    {
        double Weeks(int week)
        {
            var ended = new ResolvedSilences(Some.Day(week), BookPrior.Shipped);
            foreach (var client in Bursting(20))
                ended.Add(client.Until(Some.Day(20)));
            return ended.WeeksAtRisk;
        }

        Weeks(20).ShouldBeGreaterThan(50);
        Weeks(26).ShouldBe(Weeks(20), 1e-9, "six weeks of silence say nothing of how they called");
    }

    [Fact]
    public void A_client_who_left_long_ago_counts_as_they_called_and_not_as_silent()
    {
        var gone = Steady(300).Select(one => one.Until(Some.Day(26))).ToArray();
        var (there, left) = (BookCalibrationFit.Of(Steady(300), DateOnly.FromDayNumber(Some.Day(26))).Prior, BookCalibrationFit.Of(gone, Today).Prior);
        (left.Calls / left.Weeks).ShouldBe(there.Calls / there.Weeks, .2f);
        left.Rates[0].ShouldBe(there.Rates[0], .1f);
    }

    [Fact]
    public void Half_a_book_moves_the_evidence_of_hardly_anybody_against_its_threshold_by_more_than_a_tenth()
    {
        foreach (var book in new[] { Steady(400), Bursting(400), Steady(20), Bursting(20) })
        {
            var at = Some.At(Today.DayNumber);
            Judgement[] Judged(ClientHistory[] some) => PatternBook.Judge(
                some, at, PatternRule.Calibrated, PatternBudgets.Default, BookCalibrationFit.Of(BookCalibration.Sample(some), Today));
            var whole = Judged(book);
            var halves = Judged([.. book.Where((_, place) => place % 2 == 0)]).Concat(Judged([.. book.Where((_, place) => place % 2 == 1)])).ToDictionary(one => one.Client);
            var others = 0;
            foreach (var one in whole.Where(one => one.EnoughHistory))
            {
                var half = halves[one.Client];
                // An episode on the edge that one of the books opened, and closed, leaves another evidence behind.
                others += Math.Abs(half.Evidence!.Value - one.Evidence!.Value) > .1 * Math.Max(one.Evidence.Value, one.Threshold!.Value) ? 1 : 0;
                (half.Threshold!.Value / one.Threshold.Value).ShouldBeInRange(.9, 1.1);
            }
            others.ShouldBeLessThanOrEqualTo(book.Length / 100);
        }
    }

    [Fact]
    public void The_order_of_the_clients_does_not_matter()
    {
        var book = Bursting(100);
        BookCalibrationFit.Of([.. book.Reverse()], Today).ShouldBe(BookCalibrationFit.Of(book, Today));
    }

    [Fact]
    public void What_happens_after_the_day_it_is_learnt_does_not_matter()
    {
        var book = Bursting(100);
        var learntOn = BookCalibration.LearntOn(Today.DayNumber);
        Today.DayNumber.ShouldBeInRange(learntOn, learntOn + 7 * BookCalibration.WeeksKept - 1);
        BookCalibrationFit.Of([.. book.Select(history => history.Until(learntOn))], Today).ShouldBe(BookCalibrationFit.Of(book, Today));
        BookCalibrationFit.Of([.. book.Select(history => history.With(learntOn))], Today).ShouldBe(BookCalibrationFit.Of(book, Today));
        BookCalibrationFit.Of([.. book.Select(history => history.Until(learntOn - 70))], Today).ShouldNotBe(BookCalibrationFit.Of(book, Today));
    }

    [Fact]
    public void A_large_book_is_learnt_from_the_same_clients_whichever_others_there_are()
    {
        var book = Enumerable.Range(0, 3 * BookCalibration.MostClients).Select(one => Some.Client(Some.Day(0)) with { Client = $"p{one}@example.com" }).ToArray();
        var sample = BookCalibration.Sample(book);
        sample.Count.ShouldBe(BookCalibration.MostClients);
        BookCalibration.Sample([.. book.Reverse()]).ShouldBe(sample);
        var fewer = BookCalibration.Sample([.. book.Skip(1)]).Select(one => one.Client).ToHashSet();
        sample.Count(one => fewer.Contains(one.Client)).ShouldBeGreaterThanOrEqualTo(BookCalibration.MostClients - 1);
    }

    [Fact]
    public void A_replayed_day_says_what_the_check_of_that_day_said_with_what_was_known_of_the_book_then()
    {
        var book = Bursting(40);
        var calibrations = new BookCalibrations(book);
        var (from, to) = (Some.Day(30), Some.Day(49));
        var episodes = PatternBook.Replay(book, DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to), PatternRule.Calibrated, PatternBudgets.Default, calibrations)
            .ToLookup(one => one.Client);
        var changes = 0;
        for (var day = from; day <= to; day += 3)
        {
            changes += calibrations.At(day) == calibrations.At(from) ? 0 : 1;
            var seen = book.Select(history => history.Until(day)).ToArray();
            var calibration = BookCalibrationFit.Of(seen, DateOnly.FromDayNumber(day));
            calibration.ShouldBe(calibrations.At(day));
            foreach (var judged in PatternBook.Judge(seen, Some.At(day), PatternRule.Calibrated, PatternBudgets.Default, calibration))
            {
                var standing = episodes[judged.Client].SingleOrDefault(one => one.OpenedOn.DayNumber <= day && (one.ClosedOn is null || one.ClosedOn.Value.DayNumber > day));
                (standing is null).ShouldBe(judged.Status == PatternStatus.Normal, $"{judged.Client} {day}");
            }
        }
        changes.ShouldBeGreaterThan(0);
    }
}
