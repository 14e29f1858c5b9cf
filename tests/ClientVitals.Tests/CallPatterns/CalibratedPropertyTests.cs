using ClientVitals.CallPatterns;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns;

public sealed class CalibratedPropertyTests
{
    /// <summary>A client with a steady rate of .5 to 6 calls a week for 20 to 40 weeks, then 0 to 60 silent days.</summary>
    private static readonly Gen<(ClientHistory History, int Today)> Drifting =
        from seed in Gen.Choose(0, 1_000_000)
        from rate in Gen.Choose(5, 60)
        from weeks in Gen.Choose(20, 40)
        from silent in Gen.Choose(0, 60)
        select (Some.Poisson(seed, rate / 10.0, weeks), Some.Day(weeks, silent));

    private static void Holds(Gen<(ClientHistory, int)> clients, Action<ClientHistory, int> law, int cases = 300) =>
        Prop.ForAll(Arb.From(clients), client => law(client.Item1, client.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(20_250_106, 7));

    [Fact]
    public void Shifting_everything_by_whole_weeks_changes_nothing() => Holds(Drifting, (history, today) =>
    {
        var later = history with { Days = [.. history.Days.Select(day => day with { Day = day.Day + 70 })] };
        var before = history.Judged(today);
        var after = later.Judged(today + 70);
        after.Status.ShouldBe(before.Status);
        after.Evidence.ShouldBe(before.Evidence);
        after.ExpectedSince.ShouldBe(before.ExpectedSince);
        (after.Open?.OpenedOn.DayNumber - 70).ShouldBe(before.Open?.OpenedOn.DayNumber);
    });

    [Fact]
    public void Judging_twice_or_beside_others_says_the_same() => Holds(Drifting, (history, today) =>
    {
        var other = Some.Poisson(today, 4, 30);
        var judged = PatternBook.Judge([other, history, other], Some.At(today), PatternRule.Calibrated, PatternBudgets.Default);
        judged[1].ShouldBe(history.Judged(today));
    });

    [Fact]
    public void A_call_today_only_lowers() => Holds(Drifting, (history, today) =>
    {
        var before = history.Judged(today);
        var after = history.With(today).Judged(today);
        if (before.Status != PatternStatus.AbovePattern)
            Rank(after.Status).ShouldBeLessThanOrEqualTo(Rank(before.Status));
        (after.Evidence ?? 0).ShouldBeLessThanOrEqualTo(before.Evidence ?? 0);
    });

    [Fact]
    public void A_call_inside_the_drift_window_never_makes_the_drop_look_worse() => Holds(
        from client in Drifting from back in Gen.Choose(1, 60) select (client.History with { Client = $"{back}" }, client.Today),
        (history, today) =>
        {
            var before = history.Judged(today);
            var day = today - int.Parse(history.Client);
            if (before.DriftSince is not { } since || day < since.DayNumber)
                return;
            var after = history.With(day).Judged(today);
            Rank(after.Status).ShouldBeLessThanOrEqualTo(Rank(before.Status));
            // A call that opens or closes an episode changes which days the usual is learnt from.
            if (after.LastClosed != before.LastClosed || after.Open is null != before.Open is null)
                return;
            // In a longer window of a fall the call may end the window, and the silence after it is then judged by a usual
            // that knows the call; in a long silence more than five calls would have to be thought away. Both move little.
            var tolerance = Math.Max(.3, .05 * before.Evidence!.Value);
            after.Evidence!.Value.ShouldBeLessThanOrEqualTo(Math.Max(.7, before.Evidence!.Value) + tolerance);
        }, 2000);

    private static int Rank(PatternStatus status) => status switch
    {
        PatternStatus.PatternBreak => 2,
        PatternStatus.BelowPattern => 1,
        _ => 0,
    };
}
