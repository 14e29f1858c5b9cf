namespace ClientVitals.Statistics;

/// <summary>
/// How far a sum with mean zero can wander by chance, at all times together: the two-sided normal mixture (Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon, Annals of Statistics 49, 2021). An
/// interval of this width may be looked at after each new case: it holds at all looks at once, which an interval for one look does not.
/// </summary>
/// <param name="Rho">At which intrinsic time it is narrowest; see <see cref="NarrowestAt"/>.</param>
/// <param name="Alpha">How often it may be wrong at any time: .05.</param>
public readonly record struct NormalMixture(double Rho, double Alpha = .05)
{
    /// <summary>The one that is about as narrow as can be when the variances have added up to this much.</summary>
    public static NormalMixture NarrowestAt(double variance, double alpha = .05)
    {
        var log = 2 * Math.Log(1 / alpha);
        return new(variance / (log + Math.Log(1 + log)), alpha);
    }

    /// <summary>What the sum does not pass, once its variances have added up to this much.</summary>
    public double Bound(double variance) => Math.Sqrt((variance + Rho) * Math.Log((variance + Rho) / (Rho * Alpha * Alpha)));

    /// <summary>The logarithm of the mixture: evidence against mean zero, which exceeds ln(1/alpha) at any time with probability alpha at most.</summary>
    public double Log(double sum, double variance) => (sum * sum / (variance + Rho) - Math.Log((variance + Rho) / Rho)) / 2;
}
