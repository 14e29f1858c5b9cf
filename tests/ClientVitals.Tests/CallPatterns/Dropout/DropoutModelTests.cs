using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Dropout;

public sealed class DropoutModelTests
{
    /// <summary>Two hundred callers by chance, of whom every fourth fell silent at some time, over 52 weeks.</summary>
    private static readonly ClientHistory[] Book =
    [
        .. Enumerable.Range(0, 200).Select(seed =>
        {
            var history = Some.Poisson(300 + seed, .7 + seed % 5, 52) with { Client = $"c{seed:000}@example.com" };
            return seed % 4 == 0 ? history.Until(Some.Day(6 + seed % 45)) : history;
        }).Where(history => history.Days.Length > 0),
    ];

    private static readonly Moment Now = Some.At(Some.Day(52));

    private static readonly DropoutModel Model = DropoutModel.Of(Book, Now);

    private static StillActive Line(DropoutModel model, string client) => model.Lines.Single(line => line.Client == client);

    [Fact]
    public void A_client_who_called_yesterday_is_most_likely_active_and_one_who_fell_silent_long_ago_is_not()
    {
        Model.Choice.WhyNot.ShouldBeNull();
        Model.Lines.Count.ShouldBe(Book.Length);
        Line(Model, "c004@example.com").Chance.ShouldBeLessThan(.001);
        var active = Model.Lines.Where(line => line.SilentDays <= 1).ToArray();
        active.ShouldNotBeEmpty();
        active.ShouldAllBe(line => line.Chance > .95);
        active.ShouldAllBe(line => line.NextExpectedOn >= Now.Date && line.ExpectedCalls30 < line.ExpectedCalls90);
    }

    [Fact]
    public void The_list_begins_where_a_call_decides_most()
    {
        var doubts = Model.Lines.Select(line => Math.Abs(line.Chance - .5)).ToArray();
        doubts.ShouldBe(doubts.Order());
    }

    [Fact]
    public void The_part_held_out_is_predicted_within_what_chance_allows()
    {
        var calibration = Model.Calibration!;
        calibration.Until.ShouldBe(Now.Date);
        calibration.From.ShouldBe(Now.Date.AddDays(-90));
        calibration.Tenths.Count.ShouldBe(10);
        calibration.Tenths.Sum(tenth => tenth.Clients).ShouldBe(Book.Length);
        calibration.AverageError!.Value.ShouldBeLessThan(DropoutCalibration.LargestError);
        var happened = calibration.Tenths.Sum(tenth => tenth.HappenedCalls);
        happened.ShouldBe(Book.Sum(history => history.Days.Where(day => day.Day >= Now.Today - 90).Sum(day => day.Calls)));
        calibration.Tenths.Sum(tenth => tenth.ExpectedCalls).ShouldBe(happened, .08 * happened);
    }

    [Fact]
    public void What_came_after_the_day_held_out_changes_nothing_of_what_was_predicted()
    {
        var silent = Book.Select(history => history.Until(Now.Today - 90)).Where(history => history.Days.Length > 0).ToArray();
        var then = DropoutCalibration.Of(silent, Now.Today);
        then.Tenths.Select(tenth => (tenth.ExpectedAgain, tenth.ExpectedCalls, tenth.StillActive))
            .ShouldBe(Model.Calibration!.Tenths.Select(tenth => (tenth.ExpectedAgain, tenth.ExpectedCalls, tenth.StillActive)));
        then.Tenths.ShouldAllBe(tenth => tenth.CalledAgain == 0 && tenth.HappenedCalls == 0 && tenth.AgainLow == 0);
        then.AverageError!.Value.ShouldBeGreaterThan(DropoutCalibration.LargestError);
    }

    [Fact]
    public void Neither_the_order_of_the_book_nor_a_shift_by_whole_weeks_changes_anything()
    {
        var shifted = Book.Reverse().Select(history => history with { Days = Array.ConvertAll(history.Days, day => day with { Day = day.Day + 70 }) }).ToArray();
        var later = DropoutModel.Of(shifted, Some.At(Now.Today + 70));
        Round(later.Lines, -70).ShouldBe(Round(Model.Lines, 0));
        later.Calibration!.Tenths.Select(tenth => (tenth.CalledAgain, tenth.HappenedCalls, Math.Round(tenth.ExpectedAgain, 5)))
            .ShouldBe(Model.Calibration!.Tenths.Select(tenth => (tenth.CalledAgain, tenth.HappenedCalls, Math.Round(tenth.ExpectedAgain, 5))));
    }

    // The order in which likelihoods are added up moves their last digits, and with them the end of the search.
    private static IEnumerable<string> Round(IEnumerable<StillActive> lines, int days) => lines.OrderBy(line => line.Client, StringComparer.Ordinal)
        .Select(line => FormattableString.Invariant($"{line.Client} {line.Chance:0.0000} {line.ExpectedCalls90:0.000} {line.NextExpectedOn?.AddDays(days):yyyy-MM-dd} {line.SilentDays}"));

    [Fact]
    public void Who_is_away_is_expected_after_the_return_and_a_former_client_is_not_listed()
    {
        var active = Book.First(history => history.Days[^1].Day >= Now.Today - 2);
        var others = Book.Where(history => history != active);
        StillActive With(ClientHistory changed) => Line(DropoutModel.Of([.. others, changed], Now), changed.Client);
        var usual = With(active);
        var away = With(active with { Pauses = [new Pause(Now.Today, Now.Today + 60)] });
        away.ExpectedCalls30.ShouldBe(0);
        away.ExpectedCalls90.ShouldBe(usual.ExpectedCalls30, .02 * usual.ExpectedCalls30);
        away.NextExpectedOn!.Value.DayNumber.ShouldBe(usual.NextExpectedOn!.Value.DayNumber + 60);
        away.Chance.ShouldBe(usual.Chance, .001);
        With(active with { Pauses = [new Pause(Now.Today, int.MaxValue)] }).NextExpectedOn.ShouldBeNull();

        var ended = DropoutModel.Of([.. others, active with { EndDay = Now.Today - 1 }], Now);
        ended.Ended.ShouldBe(1);
        ended.Clients.ShouldBe(Book.Length);
        ended.Lines.ShouldNotContain(line => line.Client == active.Client);
    }

    [Fact]
    public void Who_called_this_morning_is_next_expected_tomorrow_at_the_earliest()
    {
        var active = Book[3].With(Now.Today);
        var line = Line(DropoutModel.Of([.. Book.Where(history => history.Client != active.Client), active], Now), active.Client);
        line.LastActiveOn.ShouldBe(Now.Date);
        line.SilentDays.ShouldBe(0);
        line.NextExpectedOn!.Value.ShouldBeGreaterThan(Now.Date);
    }

    [Fact]
    public void A_book_too_small_is_answered_with_the_reason_and_no_figures()
    {
        var few = DropoutModel.Of([.. Book.Take(10)], Now);
        few.Choice.Used.ShouldBeNull();
        few.Choice.WhyNot!.ShouldStartWith("Too few clients to fit: 10 have called so far");
        few.Lines.ShouldBeEmpty();
        few.Calibration.ShouldBeNull();
        DropoutModel.Of([], Now).Choice.WhyNot.ShouldNotBeNull();
    }

    [Fact]
    public void A_short_history_is_fitted_but_not_checked_and_says_so()
    {
        var young = DropoutModel.Of([.. Book.Select(history => history.Until(Some.Day(15))).Where(history => history.Days.Length > 0)], Some.At(Some.Day(15)));
        young.Choice.WhyNot.ShouldBeNull();
        young.Calibration!.WhyNot!.ShouldContain("too short to hold out a part of it; 16 weeks are needed");
    }
}
