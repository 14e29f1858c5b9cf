using ClientVitals.CallPatterns.Model;
using ClientVitals.Calls;
using ClientVitals.HealthScores.BackTests;
using ClientVitals.HealthScores.Risk;
using ClientVitals.Settings;
using ClientVitals.Simulation;
using ClientVitals.Tests.CallPatterns;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.BackTests;

/// <summary>The back-test of the risk, on a small simulated business and on real histories; the figures themselves are the benchmark's (docs/health-score.md).</summary>
public sealed class HealthBacktestTests
{
    private static readonly Lazy<IReadOnlyList<ClientHistory>> Town = new(() => OfTown(77, 500));

    private static readonly Lazy<HealthBacktest> Tested = new(() => HealthBacktest.Of(Town.Value, HealthBacktestProtocol.Of(Town.Value)));

    [Fact]
    public void On_a_simulated_business_the_risk_tells_better_than_days_of_silence()
    {
        var month = Tested.Value.Horizons.Single(one => one.Days == 30);
        month.Of(RiskPredictor.Risk).Area!.Value.Area.ShouldBeGreaterThan(month.Of(RiskPredictor.SilentDays).Area!.Value.Area + .03);
        month.Of(RiskPredictor.Risk).Brier!.Value.Score.ShouldBeLessThan(month.Of(RiskPredictor.Points).Brier!.Value.Score / 4);
        month.Calibration.AverageError.ShouldBeLessThan(.03);
        month.Verdict().ShouldContain("better than days of silence");
    }

    [Fact]
    public void Each_morning_counts_each_client_once_and_outcomes_nest()
    {
        var test = Tested.Value;
        test.Protocol.Mornings.Count.ShouldBe(3);
        test.Horizons.Select(one => one.Days).ShouldBe([30, 60, 90]);
        test.Horizons.Select(one => one.Cases).Distinct().Count().ShouldBe(1);
        // Who makes no call for 90 days makes none for 30.
        test.Horizons.Select(one => one.Silent).ShouldBe(test.Horizons.Select(one => one.Silent).OrderDescending());
        foreach (var horizon in test.Horizons)
        {
            horizon.Calibration.Tenths.Sum(tenth => tenth.Happened).ShouldBe(horizon.Silent);
            horizon.Measures.ShouldAllBe(one => one.Precision >= 0 && one.Precision <= 1 && one.Recall >= 0 && one.Recall <= 1);
        }
    }

    [Fact]
    public void The_same_book_gives_the_same_figures_and_what_comes_after_changes_nothing_before()
    {
        var protocol = Tested.Value.Protocol with { Mornings = [Tested.Value.Protocol.Mornings[0]] };
        var first = HealthBacktest.Of(Town.Value, protocol, ct: TestContext.Current.CancellationToken);
        var until = protocol.Mornings[0].AddDays(90).DayNumber;
        var cut = Town.Value.Select(history => history with { Days = [.. history.Days.Where(day => day.Day < until)] }).ToList();
        var again = HealthBacktest.Of(cut, protocol with { KnownUntil = DateOnly.FromDayNumber(until) }, ct: TestContext.Current.CancellationToken);
        again.Horizons.Select(Figures).ShouldBe(first.Horizons.Select(Figures));
    }

    /// <summary>Only the outcome may depend on what follows a morning: with every later call gone, what was predicted is the same.</summary>
    [Fact]
    public void What_is_predicted_depends_on_the_days_before_alone()
    {
        var morning = Tested.Value.Protocol.Mornings[0].DayNumber;
        var before = Town.Value.Select(history => history with { Days = [.. history.Days.Where(day => day.Day < morning)] }).ToList();
        var (whole, cut) = (new RiskPast(Town.Value, 60, 3), new RiskPast(before, 60, 3));
        var (model, same) = (whole.Learn(morning, RiskModel.Usual), cut.Learn(morning, RiskModel.Usual));
        same.Parameters.ShouldBe(model.Parameters);
        cut.On(morning).AtRisk.Select(row => same.ChurnRisk(row.Recency)).ShouldBe(whole.On(morning).AtRisk.Select(row => model.ChurnRisk(row.Recency)));
    }

    /// <summary>
    /// Messages among students (CollegeMsg): people who write in bursts come back after silences that the model takes for the end. It must say so.
    /// </summary>
    [Fact]
    public void Where_the_risk_is_no_better_than_days_of_silence_it_says_so()
    {
        var book = RealHistories.CollegeMessages();
        var test = HealthBacktest.Of(book, HealthBacktestProtocol.Of(book, [new(2004, 6, 15), new(2004, 7, 15)]), ct: TestContext.Current.CancellationToken);
        foreach (var horizon in test.Horizons)
        {
            horizon.IsBetterThanSilence().ShouldBeFalse();
            (horizon.Verdict().Contains("no better than days of silence") || horizon.Verdict().Contains("worse than days of silence")).ShouldBeTrue(horizon.Verdict());
        }
    }

    [Fact]
    public void A_history_that_is_too_short_or_too_small_says_so()
    {
        var week = new[] { Some.Regular(20, 0, 2) };
        Should.Throw<PlainError>(() => HealthBacktestProtocol.Of(week)).Message.ShouldBe("Too short to back-test: 19 weeks of calls; 30 weeks are needed.");
        var year = new[] { Some.Regular(60, 0, 2) };
        Should.Throw<PlainError>(() => HealthBacktest.Of(year, HealthBacktestProtocol.Of(year))).Message.ShouldContain("Too few clients");
        Should.Throw<PlainError>(() => HealthBacktestProtocol.Of([])).Message.ShouldContain("no call");
    }

    private static string Figures(HealthBacktestHorizon one) =>
        $"{one.Days} {one.Cases} {one.Silent} " + string.Join(" ", one.Measures.Select(measure => measure.ToString())) + string.Join(" ", one.Calibration.Tenths);

    private static List<ClientHistory> OfTown(long seed, int clients)
    {
        var day = new DateOnly(2025, 12, 8);
        var town = new Town(seed, clients, 52, day);
        var log = new SimulatedLog(town, TownClock.Midnight(town.Zone, day));
        var zone = BusinessZone.Of(town.Zone);
        var book = new List<ClientHistory>();
        foreach (var resident in town.Residents())
        {
            var days = log.Of(resident).Where(call => WhatCounts.Default.Engages(call.Channel, call.Status))
                .GroupBy(call => zone.DayOf(DateTimeOffset.FromUnixTimeSeconds(call.StartedAt)).DayNumber).OrderBy(group => group.Key)
                .Select(group => new ClientDay(group.Key, group.Count())).ToArray();
            if (days.Length > 0)
                book.Add(new ClientHistory(resident.Email, null, null, days));
        }
        return book;
    }
}
