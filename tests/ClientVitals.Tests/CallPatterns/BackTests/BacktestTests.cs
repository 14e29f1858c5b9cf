using ClientVitals.CallPatterns.BackTests;
using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.BackTests;

public sealed class BacktestTests
{
    private static readonly BacktestProtocol Protocol = new(Day(18), Day(38).AddDays(-1), Plantings: 6, Resamples: 100);

    [Fact]
    public void The_same_book_gives_the_same_figures_while_others_count_at_the_same_time()
    {
        var book = Book(40);
        var once = Backtest.Of(book, Protocol, PatternBudgets.Default, null, TestContext.Current.CancellationToken);
        var again = Backtest.Of(book, Protocol, PatternBudgets.Default, null, TestContext.Current.CancellationToken);
        Figures(again).ShouldBe(Figures(once));
        again.BeatsBestSimple.ShouldBe(once.BeatsBestSimple);
    }

    [Fact]
    public void A_fixed_silence_finds_a_simulated_leaver_after_its_days_less_those_silent_before()
    {
        // Daily callers: the check of the Nth day after the stop day sees N silent days.
        var book = Enumerable.Range(0, 10).Select(client => Some.Regular(38, 0, 1, 2, 3, 4, 5, 6) with { Client = $"c{client}@example.com" }).ToList();
        var test = Backtest.Of(book, Protocol, PatternBudgets.Default, null, TestContext.Current.CancellationToken);
        foreach (var point in test.Curve(BacktestRule.FixedSilence).Points)
            point.MeanDelay.ShouldBe(Math.Min(28, point.Constant), $"silent {point.Constant} days");
        test.Curve(BacktestRule.FixedSilence).Points.ShouldAllBe(point => point.Opened == 0);
        test.Eligible.ShouldBe(10);
        test.Plantings.ShouldBe(60);
        test.ClientWeeks.ShouldBe(10 * (20 - 27 / 7.0), 1e-9);
    }

    [Fact]
    public void The_documented_rule_opens_the_breaks_that_its_replay_opens()
    {
        var book = Book(20);
        var test = Backtest.Of(book, Protocol, PatternBudgets.Default, null, TestContext.Current.CancellationToken);
        var replayed = PatternBook.Replay(book, Protocol.From, Protocol.To, PatternRule.Documented, PatternBudgets.Default)
            .Count(episode => episode.BreakOn is { } broke && broke > Protocol.From);
        var dayBefore = PatternBook.Replay(book, Protocol.From.AddDays(-1), Protocol.From, PatternRule.Documented, PatternBudgets.Default)
            .Count(episode => episode.BreakOn == Protocol.From);
        test.Curve(BacktestRule.Documented).ChosenPoint.Opened.ShouldBe(replayed + dayBefore);
        replayed.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void The_calibrated_rule_opens_the_breaks_that_its_replay_opens()
    {
        var book = Book(40, stops: true);
        var test = Backtest.Of(book, Protocol, PatternBudgets.Default, null, TestContext.Current.CancellationToken);
        var replayed = PatternBook.Replay(
                book, Protocol.From, Protocol.To, PatternRule.Calibrated, PatternBudgets.Default, new BookCalibrations(BookCalibrationFit.Of(BookCalibration.Sample(book), Protocol.From)))
            .Count(episode => episode.BreakOn >= Protocol.From);
        replayed.ShouldBeGreaterThan(5);
        test.Curve(BacktestRule.Calibrated).ChosenPoint.Opened.ShouldBe(replayed);
        test.Curve(BacktestRule.Calibrated).ChosenPoint.Constant.ShouldBe(PatternBudgets.Default.Break);
    }

    [Fact]
    public void Too_few_clients_are_said_and_not_drawn()
    {
        var refused = Should.Throw<PlainError>(() => Backtest.Of(Book(9), Protocol, PatternBudgets.Default, null, TestContext.Current.CancellationToken));
        refused.Message.ShouldStartWith("Too few clients to back-test: 9 of 9");
    }

    [Fact]
    public void A_window_needs_history_before_it_and_follow_up_after_it()
    {
        BacktestProtocol.Window(Day(0), Day(52).AddDays(-1), null, null).ShouldBe((Day(26), Day(52).AddDays(-1)));
        BacktestProtocol.Window(Day(0), Day(30), null, null).From.ShouldBe(Day(18));
        Should.Throw<PlainError>(() => BacktestProtocol.Window(Day(0), Day(25), null, null)).Message.ShouldStartWith("Too short to back-test: 25 weeks");
        Should.Throw<PlainError>(() => BacktestProtocol.Window(Day(0), Day(52), Day(17), null)).Message.ShouldContain("begin at");
    }

    [Fact]
    public void Eighteen_active_days_in_eighteen_weeks_and_one_in_the_last_fourteen_days_are_eligible()
    {
        ClientHistory With(int active, int last) => Some.Client([.. Enumerable.Range(0, active).Select(one => Some.Day(18) - last - 3 * one), Some.Day(20), Some.Day(22)]);
        Eligible(With(18, 14)).ShouldBeTrue();
        Eligible(With(17, 14)).ShouldBeFalse();
        Eligible(With(18, 15)).ShouldBeFalse();
        bool Eligible(ClientHistory history) => BacktestClient.Eligible([history], Protocol).Count == 1;
    }

    private static IEnumerable<double> Figures(Backtest test) => test.Curves.SelectMany(curve => curve.Points
        .SelectMany(point => (double[])[point.Volume, point.MeanDelay, point.By14, point.By21, .. point.Outcomes.Select(count => (double)count)])
        .Concat(curve.Band.SelectMany(at => (double[])[at.Delay.Value, at.Delay.Low, at.Delay.High])).Append(curve.Score.Value));

    private static List<ClientHistory> Book(int clients, bool stops = false) =>
    [
        .. Enumerable.Range(0, clients).Select(client =>
            (stops && client % 3 == 0 ? Some.Poisson(client, 3, 38).Until(Some.Day(18, 3)) : Some.Poisson(client, 3, 38)) with { Client = $"c{client}@example.com" }),
    ];

    private static DateOnly Day(int week) => DateOnly.FromDayNumber(Some.Day(week));
}
