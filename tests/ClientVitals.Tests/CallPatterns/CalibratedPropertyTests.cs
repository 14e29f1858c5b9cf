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

    /// <summary>
    /// Narrower than it should be. It is tried for a silence in a life without episodes: in a longer window of a fall, and after
    /// an episode that changed which days the usual was learnt from, a call can still worsen what is said.
    /// </summary>
    [Fact]
    public void A_call_within_a_silence_does_not_make_it_look_worse() => Holds(
        from client in Drifting from back in Gen.Choose(1, 60) select (client.History with { Client = $"{back}" }, client.Today),
        (history, today) =>
        {
            var before = history.Judged(today);
            var day = today - int.Parse(history.Client);
            if (before.DriftSince is not { } since || day < since.DayNumber || before.CallsSince > 0)
                return;
            var after = history.With(day).Judged(today);
            if (before.LastClosed is not null || after.LastClosed is not null)
                return;
            Rank(after.Status).ShouldBeLessThanOrEqualTo(Rank(before.Status), $"{before}\n{after}");
            after.Evidence!.Value.ShouldBeLessThanOrEqualTo(Math.Max(before.Threshold!.Value / 2, before.Evidence!.Value * 1.05), $"{before}\n{after}");
        }, 2000);

    private static int Rank(PatternStatus status) => status switch
    {
        PatternStatus.PatternBreak => 2,
        PatternStatus.BelowPattern => 1,
        _ => 0,
    };
}
