using System.Runtime.Intrinsics;

namespace ClientVitals.Statistics;

/// <summary>
/// The chance of no call where a rate is gamma distributed: the negative binomial's (1 + h/κ)^−κ, eight at a time. It is what
/// judging spends most of its time on, so the logarithm and the exponential are series cut where a float ends: a relative
/// error below 2e-6, for 0 ≤ h/κ below 1e9.
/// </summary>
internal static class NegativeBinomialZero
{
    private const float Ln2 = .6931472f;

    /// <param name="expected">Calls expected, h.</param>
    /// <param name="kappa">Shape κ &gt; 0 of the gamma distribution.</param>
    public static Vector256<float> Of(Vector256<float> expected, Vector256<float> kappa) =>
        OfOdds(expected / kappa, kappa);

    /// <param name="odds">Calls expected in parts of the shape, h/κ.</param>
    /// <param name="kappa">Shape κ &gt; 0 of the gamma distribution.</param>
    public static Vector256<float> OfOdds(Vector256<float> odds, Vector256<float> kappa) => Exp(-kappa * Log(Vector256<float>.One + odds));

    /// <summary>ln x = n·ln 2 + 2·artanh((m − 1)/(m + 1)), x = m·2ⁿ, √½ ≤ m &lt; √2.</summary>
    private static Vector256<float> Log(Vector256<float> x)
    {
        var bits = x.AsInt32();
        var power = Vector256.ShiftRightArithmetic(bits - Vector256.Create(0x3f3504f3), 23);
        var mantissa = (bits - Vector256.ShiftLeft(power, 23)).AsSingle();
        var s = (mantissa - Vector256<float>.One) / (mantissa + Vector256<float>.One);
        var square = s * s;
        var series = Vector256.FusedMultiplyAdd(square, Vector256.Create(2f / 7), Vector256.Create(2f / 5));
        series = Vector256.FusedMultiplyAdd(square, series, Vector256.Create(2f / 3));
        series = Vector256.FusedMultiplyAdd(square, series, Vector256.Create(2f));
        return Vector256.FusedMultiplyAdd(s, series, Vector256.ConvertToSingle(power) * Ln2);
    }

    /// <summary>eˣ = 2ⁿ·eʳ for x ≤ 0, |r| ≤ ½·ln 2.</summary>
    private static Vector256<float> Exp(Vector256<float> x)
    {
        x = Vector256.Max(x, Vector256.Create(-86f));
        var power = Vector256.Round(x * (1 / Ln2));
        var r = Vector256.FusedMultiplyAdd(power, Vector256.Create(-Ln2), x);
        var series = Vector256.FusedMultiplyAdd(r, Vector256.Create(1f / 720), Vector256.Create(1f / 120));
        series = Vector256.FusedMultiplyAdd(r, series, Vector256.Create(1f / 24));
        series = Vector256.FusedMultiplyAdd(r, series, Vector256.Create(1f / 6));
        series = Vector256.FusedMultiplyAdd(r, series, Vector256.Create(.5f));
        series = Vector256.FusedMultiplyAdd(r, series, Vector256<float>.One);
        series = Vector256.FusedMultiplyAdd(r, series, Vector256<float>.One);
        var scale = Vector256.ShiftLeft(Vector256.ConvertToInt32(power) + Vector256.Create(127), 23).AsSingle();
        return series * scale;
    }
}
