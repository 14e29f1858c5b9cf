using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.Risk;

/// <summary>
/// A logistic combination of the signs ("stacking", Wolpert 1992): log-odds of silence = constant + book · logit(Q of the book's model) + own · logit(Q with
/// the client's own regularity) + silence · ln(weeks of silence).
/// </summary>
public sealed record RiskStack(double Constant, double Book, double Own, double Silence)
{
    /// <summary>
    /// The combination that comes with the product, fitted to simulated businesses that are used for nothing else (the benchmark <c>health refit</c>;
    /// docs/health-score.md): what a book without a past is judged by.
    /// </summary>
    /// <param name="horizon">Days; between the fitted ones the nearest.</param>
    public static RiskStack Shipped(int horizon) => horizon switch
    {
        <= 45 => new(-1.6750, .0487, .3699, .5689),
        <= 75 => new(-2.8093, .1065, .2620, .9214),
        _ => new(-3.0708, .1256, .2561, 1.0094),
    };

    /// <summary>The dropout model's probability as it is.</summary>
    public static RiskStack Model { get; } = new(0, 1, 0, 0);

    /// <summary>Log-odds of silence.</summary>
    public double Logit(in RiskSigns signs)
    {
        Span<double> numbers = stackalloc double[RiskSigns.Width];
        signs.Write(numbers);
        return Constant + Book * numbers[0] + Own * numbers[1] + Silence * numbers[2];
    }

    /// <summary>Probability of silence.</summary>
    public double Probability(in RiskSigns signs) => LogisticFit.Probability(Logit(signs));

    /// <summary>The same combination, its log-odds stretched and moved (Platt scaling).</summary>
    public RiskStack Scaled(double constant, double slope) => new(constant + slope * Constant, slope * Book, slope * Own, slope * Silence);

    internal double[] Coefficients => [Constant, Book, Own, Silence];

    internal static RiskStack Of(ReadOnlySpan<double> coefficients) => new(coefficients[0], coefficients[1], coefficients[2], coefficients[3]);
}
