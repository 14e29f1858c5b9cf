using System.Runtime.Intrinsics;
using ClientVitals.Statistics;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Statistics;

public sealed class NegativeBinomialZeroTests
{
    [Fact]
    public void The_chance_of_no_call_is_the_negative_binomials_to_five_digits()
    {
        for (var kappa = .05; kappa < 6000; kappa *= 1.7)
        {
            for (var expected = 1e-5; expected < 40; expected *= 1.3)
            {
                var found = NegativeBinomialZero.Of(Vector256.Create((float)expected), Vector256.Create((float)kappa))[3];
                var exact = Math.Exp(-(float)kappa * Math.Log(1 + (double)(float)expected / (float)kappa));
                // One plus a five-thousandth part of little is where a float ends.
                ((double)found).ShouldBe(exact, 1e-5 * exact + 6e-8 * kappa * exact, $"{expected} {kappa}");
            }
        }
    }
}
