using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

public sealed class DelayCurveTests
{
    /// <summary>P(seen by the check of the next day, of the day after, …).</summary>
    private static readonly double[] Truth = [0, .2, .5, .75, .9, 1];

    private static int Delay(double u) => Array.FindIndex(Truth, share => u < share);

    [Fact]
    public void It_is_not_biased_by_the_calls_that_are_not_yet_logged()
    {
        var random = new Random(11);
        var logged = new List<(int, int, int)>();
        double naive = 0, all = 0;
        // Most calls are young, as in a book that grows fast: what is seen of them are the short delays.
        for (var call = 0; call < 40_000; call++)
        {
            var age = 1 + (int)(-Math.Log(1 - random.NextDouble()) * 4);
            var delay = Delay(random.NextDouble());
            if (delay > age || age > DelayCurve.Memory)
                continue;
            logged.Add((age, delay, 1));
            all++;
            naive += delay <= 1 ? 1 : 0;
        }
        var curve = DelayCurve.Of(logged, 0);

        for (var age = 1; age < Truth.Length; age++)
            curve.Share(age).ShouldBe(Truth[age], .015, $"age {age}");
        (naive / all).ShouldBeGreaterThan(.25, "counting alone would say that more is logged than is");
        curve.LastAge.ShouldBe(4);
        curve.Sentence.ShouldNotBeNull().ShouldContain("% of a day's calls are known at the next day's check");
    }

    [Fact]
    public void Logged_at_once_is_nothing_to_correct()
    {
        var curve = DelayCurve.Of([(1, 1, 40), (2, 0, 5), (3, 1, 40)], 0);
        curve.IsAtOnce.ShouldBeTrue();
        curve.Share(1).ShouldBe(1);
        curve.Sentence.ShouldBeNull();
    }

    [Theory]
    [InlineData(29, 0)]
    [InlineData(100, 101)]
    public void Calls_that_do_not_say_when_they_were_logged_correct_nothing_and_that_is_said(int say, int unsaid)
    {
        var curve = DelayCurve.Of([(9, 3, say)], unsaid);
        curve.IsKnown.ShouldBeFalse();
        curve.Share(1).ShouldBe(1);
        curve.Sentence.ShouldNotBeNull().ShouldContain("do not say");
    }

    [Fact]
    public void With_everything_logged_at_once_all_is_as_without_asking()
    {
        var at = LoggingDelays.AsOf(Some.Day(30), DelayCurve.Of([(1, 1, 100)], 0));
        foreach (var history in new[] { Some.Regular(26, 0, 2, 4), Some.Poisson(3, 2, 30), Some.Overdispersed(4, 1, 30), Some.Kept(5, 2, 29) })
        {
            foreach (var day in Enumerable.Range(Some.Day(20), 70))
                (history with { Delays = at }).Judged(day).ShouldBe(history.Judged(day) with { LoggedShare = history.Judged(day).EnoughHistory ? 1 : null });
        }
    }

    [Fact]
    public void What_is_not_yet_logged_is_neither_expected_nor_held_against_a_client()
    {
        var late = DelayCurve.Of([(9, 1, 20), (9, 3, 80)], 0);
        late.Share(1).ShouldBe(.2, 1e-9);
        var stopped = Some.Regular(26, 0, 1, 2, 3, 4);
        var day = Some.Day(26, 2);
        var (plain, corrected) = (stopped.Judged(day), (stopped with { Delays = LoggingDelays.AsOf(day, late) }).Judged(day));

        corrected.ExpectedSince!.Value.ShouldBe(.2 * plain.ExpectedSince!.Value, .02);
        corrected.LoggedShare!.Value.ShouldBe(.2, .01);
        plain.Status.ShouldNotBe(PatternStatus.Normal);
        corrected.Status.ShouldBe(PatternStatus.Normal);
        (stopped with { Delays = LoggingDelays.AsOf(day + 3, late) }).Judged(day + 3).Status.ShouldBe(PatternStatus.PatternBreak, "then Monday and Tuesday are logged");
    }

    [Fact]
    public void A_book_logged_two_days_late_keeps_the_budget()
    {
        const int Clients = 300, From = 18, To = 30;
        var curve = DelayCurve.Of(Enumerable.Range(1, 5).Select(delay => (20, delay, (int)Math.Round(1000 * (Truth[delay] - Truth[delay - 1])))), 0);
        var delays = LoggingDelays.OfChecks(0, [curve]);
        var random = new Random(5);
        var book = Enumerable.Range(0, Clients).Select(client =>
        {
            var history = client % 2 == 0 ? Some.Poisson(client, 1 + client % 4, To) : Some.Kept(client, 1 + client % 4, To);
            return history with { Days = [.. history.Days.Select(day => day with { SeenOn = day.Day + Delay(random.NextDouble()) })] };
        }).ToList();
        double False(IEnumerable<ClientHistory> histories) => histories.Sum(history =>
            history.Replayed(Some.Day(From), Some.Day(To) - 1).Count(episode => episode.BreakOn >= DateOnly.FromDayNumber(Some.Day(From)))) * 100.0 / (Clients * (To - From));

        var corrected = False(book.Select(history => history with { Delays = delays }));
        var plain = False(book);

        TestContext.Current.TestOutputHelper?.WriteLine($"false breaks per 100 client-weeks: {corrected:0.00}, uncorrected {plain:0.00}");
        corrected.ShouldBeLessThanOrEqualTo(1.3, "a budget of 1, and what chance may add to 36 openings");
        plain.ShouldBeGreaterThan(1.5 * corrected);
    }
}
