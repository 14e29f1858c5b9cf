using ClientVitals.CallPatterns.Dropout;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Dropout;

public sealed class DropoutLikelihoodTests
{
    public static TheoryData<DropoutParameters, CallRecency> Cases => new()
    {
        { new DropoutParameters(.9, 6, .8, 5, 1, LeavesAfterFirst: false), new CallRecency(3, 20, 31) },
        { new DropoutParameters(.9, 6, .8, 5, 1, LeavesAfterFirst: false), new CallRecency(0, 0, 31) },
        { new DropoutParameters(.9, 6, .8, 5), new CallRecency(0, 0, 31) },
        { new DropoutParameters(2.2, 3, .4, 9), new CallRecency(11, 40, 41) },
        { new DropoutParameters(1.4, 2, .7, 6, 4), new CallRecency(5, 22, 40, LogGaps: 7.1) },
        { new DropoutParameters(1.4, 2, .7, 6, 7), new CallRecency(0, 0, 3) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_what_every_story_of_a_client_adds_up_to(DropoutParameters model, CallRecency client) =>
        new DropoutLikelihood([client]).Of(model).ShouldBe(ByQuadrature.LogLikelihood(model, client), 1e-9);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_slope_is_that_of_the_curve(DropoutParameters model, CallRecency client)
    {
        var book = new DropoutLikelihood([client, new CallRecency(2, 9, 15), client]);
        var slope = new double[4];
        book.Of(model, slope);
        const double Step = 1e-6;
        slope[0].ShouldBe((book.Of(model with { R = model.R + Step }) - book.Of(model with { R = model.R - Step })) / (2 * Step), 1e-6);
        slope[1].ShouldBe((book.Of(model with { Alpha = model.Alpha + Step }) - book.Of(model with { Alpha = model.Alpha - Step })) / (2 * Step), 1e-6);
        slope[2].ShouldBe((book.Of(model with { A = model.A + Step }) - book.Of(model with { A = model.A - Step })) / (2 * Step), 1e-6);
        slope[3].ShouldBe((book.Of(model with { B = model.B + Step }) - book.Of(model with { B = model.B - Step })) / (2 * Step), 1e-6);
    }

    [Fact]
    public void Clients_of_equal_history_are_counted_once_and_weigh_what_they_are()
    {
        CallRecency[] once = [new(3, 20, 31, 5), new(0, 0, 31), new(9, 30, 31, 11)];
        var book = new DropoutLikelihood([.. once, .. once, .. once]);
        var model = new DropoutParameters(1.4, 2, .7, 6, 3);
        book.Rows.ShouldBe(3);
        book.Clients.ShouldBe(9);
        book.Of(model).ShouldBe(3 * new DropoutLikelihood(once).Of(model), 1e-9);
    }

    [Theory]
    [InlineData(1, 5_000, 7_300)]
    [InlineData(24, 5_000, 7_300)]
    [InlineData(24, 90_000, 120_000)]
    public void Thousands_of_calls_leave_it_finite_with_silence_and_without(int k, int repeats, double days)
    {
        var model = new DropoutParameters(2, 1.5, .5, 20, k);
        foreach (var silent in new[] { 0, .5, 30, days })
        {
            var slope = new double[4];
            double.IsFinite(new DropoutLikelihood([new CallRecency(repeats, days, days + silent, 1)]).Of(model, slope)).ShouldBeTrue();
            slope.ShouldAllBe(along => double.IsFinite(along));
        }
    }
}
