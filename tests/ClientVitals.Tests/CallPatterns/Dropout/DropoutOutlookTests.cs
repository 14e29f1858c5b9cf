using ClientVitals.CallPatterns.Dropout;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Dropout;

public sealed class DropoutOutlookTests
{
    [Theory]
    [MemberData(nameof(DropoutLikelihoodTests.Cases), MemberType = typeof(DropoutLikelihoodTests))]
    public void It_is_what_every_story_of_a_client_adds_up_to(DropoutParameters model, CallRecency client)
    {
        var outlook = new DropoutOutlook(model, client);
        outlook.StillActive.ShouldBe(ByQuadrature.StillActive(model, client), 1e-9);
        outlook.ExpectedDays(12).ShouldBe(ByQuadrature.ExpectedDays(model, client, 12), 1e-8);
    }

    [Theory]
    [MemberData(nameof(DropoutLikelihoodTests.Cases), MemberType = typeof(DropoutLikelihoodTests))]
    public void The_next_call_has_come_with_even_chance_by_the_time_named(DropoutParameters model, CallRecency client)
    {
        var outlook = new DropoutOutlook(model, client);
        (outlook.CallsWithin(outlook.NextAt()) / outlook.StillActive).ShouldBe(.5, 1e-9);
    }

    [Fact]
    public void Who_called_once_is_active_for_certain_under_BgNbd_and_less_and_less_under_MbgNbd()
    {
        var mbg = new DropoutParameters(.525, 6.183, .891, 1.614);
        double Chance(DropoutParameters model, double silent) => new DropoutOutlook(model, new CallRecency(0, 0, silent)).StillActive;
        Chance(mbg with { LeavesAfterFirst = false }, 500).ShouldBe(1);
        Chance(mbg, 0).ShouldBe(mbg.B / (mbg.A + mbg.B), 1e-12);
        Chance(mbg, 10).ShouldBeLessThan(Chance(mbg, 0));
        Chance(mbg, 500).ShouldBeLessThan(Chance(mbg, 10));
    }

    [Fact]
    public void The_longer_the_silence_the_less_likely_a_client_is_still_active_and_the_sooner_so_the_more_regular_they_were()
    {
        var model = new DropoutParameters(8, 6, .5, 20, 4);
        var ragged = model with { K = 1, Alpha = 24 };
        double Chance(DropoutParameters of, double silent) => new DropoutOutlook(of, new CallRecency(20, 60, 60 + silent)).StillActive;
        var course = Enumerable.Range(0, 60).Select(day => Chance(model, day)).ToArray();
        course.ShouldBe(course.OrderDescending());
        Chance(model, 12).ShouldBeLessThan(Chance(ragged, 12));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    public void A_client_of_thousands_of_calls_goes_on_as_before_and_is_gone_once_silent(int k)
    {
        // A call on most days for twenty years: 6 000 in 7 300 days.
        var model = new DropoutParameters(2, 1.5, .5, 200, k);
        var now = new DropoutOutlook(model, new CallRecency(6_000, 7_300, 7_300.5));
        now.StillActive.ShouldBeInRange(.99, 1);
        now.ExpectedDays(90).ShouldBe(90 * 6_000 / 7_300.0, .8);
        now.NextAt().ShouldBeInRange(.3, 1.5);
        var silent = new DropoutOutlook(model, new CallRecency(6_000, 7_300, 7_500));
        silent.StillActive.ShouldBeInRange(0, 1e-9);
        silent.ExpectedDays(90).ShouldBeInRange(0, 1e-6);
        new DropoutOutlook(model, new CallRecency(6_000, 7_300, 1e6)).StillActive.ShouldBe(0);
    }

    [Fact]
    public void Expected_days_add_up_from_part_to_part_for_a_client_of_no_history()
    {
        // What is expected within two weeks is what is expected within one, and in the second whatever the first brought.
        var model = new DropoutParameters(1.4, 2, .7, 6, 3);
        double within7 = new DropoutOutlook(model, default).ExpectedDays(7), within14 = new DropoutOutlook(model, default).ExpectedDays(14);
        within14.ShouldBeGreaterThan(within7);
        new DropoutOutlook(model, default).ExpectedDays(0).ShouldBe(0);
        new DropoutOutlook(model, default).CallsWithin(7).ShouldBeLessThan(within7);
    }
}
