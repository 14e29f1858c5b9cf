using ClientVitals.CallPatterns.Dropout;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Dropout;

public sealed class DropoutFitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void It_finds_the_model_that_a_book_was_drawn_from_and_its_regularity(int k)
    {
        var truth = new DropoutParameters(1.5, 3, .8, 12, k);
        var fit = DropoutFit.OfBestRegularity(new DropoutLikelihood(SimulatedBook.Of(truth, seed: 5, clients: 4_000, watched: 180)));
        fit.Parameters.K.ShouldBe(k);
        fit.Parameters.R.ShouldBe(truth.R, .15);
        fit.Parameters.UsualGap.ShouldBe(truth.UsualGap, .1 * truth.UsualGap);
        truth.LeaveChance.ShouldBeInRange(fit.LeaveLow!.Value, fit.LeaveHigh!.Value);
    }

    [Fact]
    public void No_other_parameters_nearby_are_likelier()
    {
        var book = new DropoutLikelihood(SimulatedBook.Of(new DropoutParameters(1.5, 3, .8, 12, 2), seed: 6, clients: 500, watched: 180));
        var fit = DropoutFit.Of(book, leavesAfterFirst: true, k: 2);
        foreach (var factor in new[] { .97, 1.03 })
        {
            book.Of(fit.Parameters with { R = factor * fit.Parameters.R }).ShouldBeLessThan(fit.LogLikelihood);
            book.Of(fit.Parameters with { Alpha = factor * fit.Parameters.Alpha }).ShouldBeLessThan(fit.LogLikelihood);
            book.Of(fit.Parameters with { A = factor * fit.Parameters.A }).ShouldBeLessThan(fit.LogLikelihood);
            book.Of(fit.Parameters with { B = factor * fit.Parameters.B }).ShouldBeLessThan(fit.LogLikelihood);
        }
    }

    [Fact]
    public void A_book_too_small_or_in_which_nobody_left_is_answered_with_the_reason()
    {
        var truth = new DropoutParameters(4, 8, .8, 12, 1);
        DropoutChoice.Of(new DropoutLikelihood(SimulatedBook.Of(truth, 7, 29, 200))).WhyNot!.ShouldContain("29 have called so far, 30 are needed");
        DropoutChoice.Of(new DropoutLikelihood([.. Enumerable.Repeat(new CallRecency(0, 0, 10), 100)])).WhyNot!.ShouldContain("more than one day");
        // Everybody calls every fifth day, until yesterday.
        var steady = DropoutChoice.Of(new DropoutLikelihood([.. Enumerable.Range(0, 100).Select(i => new CallRecency(20 + i % 3, 100 + i % 3 * 5, 100.5 + i % 3 * 5, (20 + i % 3) * Math.Log(5)))]));
        steady.Used.ShouldBeNull();
        steady.WhyNot!.ShouldContain("No client in this book has been silent long enough");
        DropoutChoice.Of(new DropoutLikelihood(SimulatedBook.Of(truth, 7, 60, 200))).WhyNot.ShouldBeNull();
    }
}
