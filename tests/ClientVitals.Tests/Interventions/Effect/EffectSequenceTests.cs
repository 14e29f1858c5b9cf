using ClientVitals.Interventions.Effect;
using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Interventions.Effect;

/// <summary>An effect looked at daily: how often one is found that is not there, and one that is. Base 35 %, one in five held out, a look every four items.</summary>
public sealed class EffectSequenceTests
{
    private const int Towns = 1000, Items = 400, Every = 4;

    private const double Base = .35, Share = .8;

    private static (int Found, int Covered) Drawn(double effect)
    {
        var (found, covered) = (0, 0);
        for (var town = 0; town < Towns; town++)
        {
            var (draws, sequence) = (new SplitMix64(2025, (ulong)town), new EffectSequence(Share));
            var (isFound, isCovered) = (false, true);
            for (var item = 1; item <= Items; item++)
            {
                var isTreated = draws.Happens(Share);
                sequence.Add(isTreated, draws.Happens(Base + (isTreated ? effect : 0)) ? 1 : 0);
                if (item % Every != 0)
                    continue;
                isFound |= sequence.IsFound;
                var (low, high) = sequence.Interval!.Value;
                isCovered &= low <= effect && effect <= high;
            }
            found += isFound ? 1 : 0;
            covered += isCovered ? 1 : 0;
        }
        return (found, covered);
    }

    [Fact]
    public void Where_there_is_no_effect_none_is_found_however_often_one_looks()
    {
        var (found, covered) = Drawn(0);
        found.ShouldBeLessThanOrEqualTo(Towns * 5 / 100);
        covered.ShouldBeGreaterThanOrEqualTo(Towns * 95 / 100);
    }

    [Fact]
    public void Twenty_points_are_found_in_most_towns()
    {
        var (found, covered) = Drawn(.2);
        found.ShouldBeGreaterThanOrEqualTo(Towns * 65 / 100);
        covered.ShouldBeGreaterThanOrEqualTo(Towns * 95 / 100);
    }

    /// <summary>What an interval for one look would claim: the reason why this one is used. Seen with the same draws.</summary>
    [Fact]
    public void An_interval_for_one_look_claims_too_much_when_it_is_looked_at_again_and_again()
    {
        var found = 0;
        for (var town = 0; town < Towns; town++)
        {
            var draws = new SplitMix64(2025, (ulong)town);
            var (events, of) = (new int[2], new int[2]);
            var isFound = false;
            for (var item = 1; item <= Items; item++)
            {
                var which = draws.Happens(Share) ? 1 : 0;
                of[which]++;
                events[which] += draws.Happens(Base) ? 1 : 0;
                isFound |= item % Every == 0 && NewcombeDifference.Of(events[1], of[1], events[0], of[0]) is { } interval && (interval.Low > 0 || interval.High < 0);
            }
            found += isFound ? 1 : 0;
        }
        found.ShouldBeGreaterThan(Towns / 5);
    }

    [Fact]
    public void How_many_cases_more_is_said_and_becomes_none()
    {
        var (draws, sequence) = (new SplitMix64(7, 1), new EffectSequence(Share));
        sequence.Effect.ShouldBeNull();
        sequence.Interval.ShouldBeNull();
        sequence.MoreUntil(.1).ShouldBeNull();
        void Add(int cases)
        {
            for (var item = 0; item < cases; item++)
                sequence.Add(draws.Happens(Share), draws.Happens(Base) ? 1 : 0);
        }
        Add(100);
        var more = sequence.MoreUntil(.1)!.Value;
        more.ShouldBeInRange(800, 3000);
        Add(more * 3 / 2);
        sequence.MoreUntil(.1).ShouldBe(0);
        (sequence.Interval!.Value.High - sequence.Interval.Value.Low).ShouldBeLessThanOrEqualTo(.2);
    }

    [Fact]
    public void A_lot_that_does_not_draw_its_share_is_noticed()
    {
        SampleRatio.From(800, 1000, .8).IsWrong.ShouldBeFalse();
        SampleRatio.From(770, 1000, .8).IsWrong.ShouldBeFalse();
        SampleRatio.From(740, 1000, .8).IsWrong.ShouldBeTrue();
        SampleRatio.From(0, 0, .8).IsWrong.ShouldBeFalse();
    }
}
