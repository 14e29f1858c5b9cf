using MathNet.Numerics;

namespace ClientVitals.Interventions.Effect;

/// <summary>
/// Whether as many were drawn as should have been (Fabijan et al., KDD 2019): a lot that does not draw its share is broken, and so is every effect measured by it.
/// </summary>
/// <param name="P">How often chance alone gives such a share or one farther off.</param>
public readonly record struct SampleRatio(int Treated, int Of, double Share, double P)
{
    /// <summary>Below it the lot is not believed; looked at daily it must be small.</summary>
    public const double Alarm = .001;

    public bool IsWrong => P < Alarm;

    /// <param name="share">The probability with which a case is treated.</param>
    public static SampleRatio From(int treated, int of, double share)
    {
        var expected = of * share;
        var chi = of == 0 ? 0 : (treated - expected) * (treated - expected) / (expected * (1 - share));
        return new(treated, of, share, SpecialFunctions.GammaUpperRegularized(.5, chi / 2));
    }
}
