using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

public sealed class NegativeBinomialTailTests
{
    [Theory]
    [InlineData(0, 3, 0, .049787068)]
    [InlineData(2, 5, 0, .124652019)]
    [InlineData(0, 4, .5, .111111111)]
    public void The_chance_is_that_of_a_negative_binomial(int seen, double mean, double alpha, double chance) =>
        NegativeBinomialTail.AtMost(seen, mean, alpha).ShouldBe(chance, 2e-5);

    /// <summary>15 events in an exposure of 400 against a rate of .05, twice the smaller tail: p = .3130262693 (poisson.test of R, exactci).</summary>
    [Fact]
    public void The_exact_test_of_a_Poisson_rate_is_the_printed_one() =>
        (2 * NegativeBinomialTail.AtMost(15, 400 * .05, 0)).ShouldBe(.3130262693, 1e-5);
}
