using ClientVitals.HealthScores.BackTests.Cards;
using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.BackTests.Cards;

/// <summary>The figures of a back-test of the scorecard from cases alone, each worked out here a second time by hand.</summary>
public sealed class ScorecardBacktestTests
{
    private static readonly DateOnly First = new(2025, 1, 1);

    private static CardProtocol Protocol(int mornings = 1, int calls = 10) => new(
        CardFacts.Sessions, 400, [.. Enumerable.Range(0, mornings).Select(place => new CardProtocol.PastDate(First.AddDays(30 * place), 0, 0, true, true, false))], 100, 100, 1, calls, calls);

    /// <summary>A client whose score is 50 and who is back in ten days, unless said otherwise.</summary>
    private static CardCase Case(int client, int nextIn = 10, double version = 50, double? inForce = null, double points = 50, int silent = 5, int morning = 0, int group = -1, int away = int.MaxValue) =>
        new(client, morning, group, nextIn, away, version, inForce ?? version, points, silent);

    private static ScorecardBacktest Of(IReadOnlyList<CardCase> cases, CardProtocol? protocol = null, params string[] groups) =>
        ScorecardBacktest.Of("own-v1", "documented-v1", protocol ?? Protocol(), cases, groups);

    [Fact]
    public void Recall_and_precision_are_of_those_whom_coaches_can_call_and_ties_count_by_their_chance()
    {
        // Ten can be called of forty: by the version eight at 10 points (six fall silent), and two of the four at 20 points (three fall silent).
        CardCase[] cases =
        [
            .. Enumerable.Range(0, 8).Select(client => Case(client, client < 6 ? int.MaxValue : 10, version: 10)),
            .. Enumerable.Range(8, 4).Select(client => Case(client, client < 11 ? int.MaxValue : 10, version: 20)),
            .. Enumerable.Range(12, 28).Select(client => Case(client, client < 15 ? 45 : 10, version: 80)),
        ];
        var month = Of(cases).Groups[0].Horizons[0];
        (month.Days, month.Cases, month.Clients, month.Silent).ShouldBe((30, 40, 40, 12));
        var own = month.Of(CardPredictor.Version);
        own.Reached.ShouldBe(6 + (2 * .75), 1e-9);
        own.Recall!.Value.ShouldBe(7.5 / 12, 1e-9);
        own.Precision!.Value.ShouldBe(7.5 / 10, 1e-9);
        // Days of silence are the same for all: of forty any ten are called.
        month.Of(CardPredictor.SilentDays).Reached.ShouldBe(10 * 12 / 40.0, 1e-9);
        (month.Of(CardPredictor.SilentDays).Area!.Value, month.Of(CardPredictor.SilentDays).OverSilence).ShouldBe((.5, null));
        // The area by counting pairs: the lower score ahead, half of a tie.
        double pairs = 0;
        foreach (var one in cases.Where(one => one.NextIn >= 30))
        {
            foreach (var other in cases.Where(other => other.NextIn < 30))
                pairs += one.Version < other.Version ? 1 : one.Version == other.Version ? .5 : 0;
        }
        own.Area!.Value.ShouldBe(pairs / (12 * 28), 1e-9);
        own.OverSilence!.Value.ShouldBe(own.Area.Value - .5, 1e-9);
        // Who is back after 45 days fell silent for 30 and not for 60.
        Of(cases).Groups[0].Horizons.Select(horizon => horizon.Silent).ShouldBe([12, 9, 9]);
    }

    [Fact]
    public void Who_is_away_within_a_horizon_is_left_out_of_it()
    {
        CardCase[] cases = [.. Enumerable.Range(0, 40).Select(client => Case(client, client < 20 ? int.MaxValue : 5, away: client % 4 == 0 ? 40 : int.MaxValue))];
        Of(cases).Groups[0].Horizons.Select(horizon => horizon.Cases).ShouldBe([40, 30, 30]);
    }

    [Fact]
    public void Where_nothing_can_be_told_apart_or_learned_a_figure_is_undefined()
    {
        var test = Of([.. Enumerable.Range(0, 40).Select(client => Case(client))]);
        var own = test.Groups[0].Horizons[0].Of(CardPredictor.Version);
        (own.Area, own.OverSilence, own.Brier, own.BrierSkill, own.Recall, own.Precision).ShouldBe((null, null, null, null, null, 0));
        test.Groups[0].Horizons[0].Calibration.ShouldBeEmpty();
        test.Verdict().ShouldBe("All 40 client-days ended alike, so nothing can be told apart.");
        Should.Throw<PlainError>(() => Of([.. Enumerable.Range(0, 29).Select(client => Case(client))])).Message.ShouldStartWith("Too few clients to back-test: 29 client-days");
    }

    [Fact]
    public void A_probability_is_learned_from_dates_whose_outcome_was_known_by_then_and_from_no_later_one()
    {
        // Three dates a month apart; on each, half of a hundred low scores and a tenth of a hundred high ones fall silent.
        CardCase[] cases = [.. Enumerable.Range(0, 3).SelectMany(morning => Enumerable.Range(0, 200).Select(client =>
            Case(client, (client < 100 ? client % 2 == 0 : client % 10 == 0) ? int.MaxValue : 5, version: client < 100 ? 20 : 80, morning: morning)))];
        var test = Of(cases, Protocol(3));
        var (month, two, three) = (test.Groups[0].Horizons[0], test.Groups[0].Horizons[1], test.Groups[0].Horizons[2]);
        month.Calibration.Sum(tenth => tenth.Cases).ShouldBe(400, "the first date teaches the second, both the third");
        two.Calibration.Sum(tenth => tenth.Cases).ShouldBe(200);
        (three.Calibration.Count, three.Of(CardPredictor.Version).Brier).ShouldBe((0, null));
        month.Calibration[^1].Predicted.ShouldBe(.5, .02);
        month.Calibration[0].Predicted.ShouldBe(.1, .02);
        month.Of(CardPredictor.Version).Brier!.Value.ShouldBe((.25 + .09) / 2, .002);
        // With the last date the other way round, what is said on it stays as it was.
        CardCase[] turned = [.. cases.Select(one => one.Morning < 2 ? one : one with { NextIn = one.NextIn > 30 ? 5 : int.MaxValue })];
        Of(turned, Protocol(3)).Groups[0].Horizons[0].Calibration.Average(tenth => tenth.Predicted).ShouldBe(month.Calibration.Average(tenth => tenth.Predicted), 1e-12);
    }

    [Fact]
    public void A_group_is_shown_from_fifty_client_days_on_and_its_calls_are_the_books()
    {
        CardCase[] cases = [.. Enumerable.Range(0, 149).Select(client => Case(client, client % 3 == 0 ? int.MaxValue : 5, version: client, group: client < 50 ? 0 : client < 99 ? 1 : -1))];
        var test = Of(cases, Protocol(calls: 60), "VIP", "Small");
        test.Groups.Select(group => group.Segment).ShouldBe([null, "VIP"]);
        test.Groups[1].Horizons.ShouldAllBe(horizon => horizon.Cases == 50);
        // The sixty lowest scores are called: all of the group.
        test.Groups[1].Horizons[0].Of(CardPredictor.Version).Recall.ShouldBe(1);
        test.Groups[1].Horizons[0].Of(CardPredictor.Version).Precision!.Value.ShouldBe(17 / 50.0, 1e-9);
    }

    [Theory]
    [InlineData("better", "own-v1 finds more leavers than days of silence: of 50 times that a client fell silent for 30 days, coaches would have called ")]
    [InlineData("same", "own-v1 finds no more leavers than days of silence: of 50 times")]
    [InlineData("worse", "own-v1 finds fewer leavers than days of silence: of 50 times")]
    public void The_verdict_is_one_sentence_that_follows_from_the_figures(string how, string says)
    {
        var draws = new SplitMix64(7, 0);
        double Draw() => draws.Unit();
        CardCase[] cases = [.. Enumerable.Range(0, 300).Select(client =>
        {
            var silent = client < 50;
            var (good, poor) = ((silent ? 0 : 30) + (40 * Draw()), 100 * Draw());
            return how switch
            {
                "better" => Case(client, silent ? int.MaxValue : 5, version: good, inForce: poor, silent: (int)poor),
                "worse" => Case(client, silent ? int.MaxValue : 5, version: poor, inForce: good, silent: 100 - (int)good),
                _ => Case(client, silent ? int.MaxValue : 5, version: 100 - (int)good, inForce: good, silent: (int)good),
            };
        })];
        var test = Of(cases, Protocol(calls: 50));
        test.Verdict().ShouldStartWith(says);
        if (how == "better")
            test.Comparison().ShouldBe("It orders clients better than documented-v1, which was in force.");
        (test with { InForce = "own-v1" }).Comparison().ShouldBeNull();
    }

    [Theory]
    [InlineData(182, 0)]
    [InlineData(183, 1)]
    [InlineData(212, 1)]
    [InlineData(213, 2)]
    [InlineData(2000, 8)]
    public void As_many_dates_as_the_history_holds(int days, int mornings)
    {
        var dates = CardProtocol.MorningsOf(1000, 1000 + days);
        dates.Count.ShouldBe(mornings);
        dates.ShouldAllBe(day => day - 1000 >= 90 && day + 93 <= 1000 + days);
    }
}
