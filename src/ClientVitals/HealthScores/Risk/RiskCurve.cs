using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.Risk;

/// <summary>How a book's own past corrects the probability that comes with the product.</summary>
public enum Recalibration
{
    /// <summary>Not at all: there is too little past, or nothing does better on it.</summary>
    Shipped,
    /// <summary>Log-odds stretched and moved (Platt 2000).</summary>
    Platt,
    /// <summary>The signs weighed again.</summary>
    Weighed,
    /// <summary>The dropout model's probability alone, its log-odds stretched and moved.</summary>
    Model,
}

/// <summary>From signs to a probability, as learned from a book.</summary>
/// <param name="Steps">An increasing function of any shape over the log-odds of the stack (isotonic; Zadrozny and Elkan 2002); null where a straight line does.</param>
/// <param name="Cases">Client-days learned from; 0 = none.</param>
/// <param name="Silent">Those of them followed by silence.</param>
public sealed record RiskCurve(Recalibration Kind, RiskStack Stack, IsotonicFit? Steps, int Cases, int Silent)
{
    /// <summary>What a book without a past gets.</summary>
    public static RiskCurve Shipped(int horizon) => new(Recalibration.Shipped, RiskStack.Shipped(horizon), null, 0, 0);

    /// <summary>Probability of no active day within the horizon, 0 to 1.</summary>
    public double Probability(in RiskSigns signs) => Steps is null ? Stack.Probability(signs) : Steps.Between(Stack.Logit(signs));
}
