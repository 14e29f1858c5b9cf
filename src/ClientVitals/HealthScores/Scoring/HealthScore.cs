namespace ClientVitals.HealthScores.Scoring;

/// <summary>A client's health score with everything that made it.</summary>
/// <param name="Scorecard">Which scorecard and version: "documented-v1".</param>
/// <param name="Score">0 to 100, rounded as the scorecard says; null = unknown.</param>
/// <param name="Zone">Null when the score is unknown.</param>
/// <param name="Confidence">Share of the weight that is known, 0 to 1.</param>
/// <param name="Why">Why there is no score; null when there is one.</param>
/// <param name="Contributions">What adds up to the score, exactly.</param>
/// <param name="Risk">Points of risk; null when the scorecard has none or the score is unknown.</param>
/// <param name="Priority">How urgent an intervention is, in the scorecard's words; null without a score.</param>
/// <param name="MomentumIndicator">The word of the momentum dimension: ACCELERATING, STABLE, DECLINING; null when unknown.</param>
/// <param name="RateOfChangePercent">The recent window against the usual one, in percent, two decimals; null when undefined.</param>
/// <param name="EarlyWarning">The zone is good, and the scorecard's warning applies.</param>
public sealed record HealthScore(
    string Scorecard,
    decimal? Score,
    string? Zone,
    decimal Confidence,
    string? Why,
    IReadOnlyList<DimensionScore> Dimensions,
    IReadOnlyList<Contribution> Contributions,
    RiskPoints? Risk,
    string? Priority,
    string? MomentumIndicator,
    decimal? RateOfChangePercent,
    bool EarlyWarning)
{
    /// <summary>The value of a dimension, 0 to 100; null when it is unknown or the scorecard has no such dimension.</summary>
    public decimal? Dimension(string name)
    {
        foreach (var one in Dimensions)
        {
            if (one.Name == name)
                return one.Value;
        }
        return null;
    }
}

/// <summary>One dimension of a score.</summary>
/// <param name="Value">0 to 100; null = unknown, and its weight is shared out among the known ones.</param>
/// <param name="Weight">As the scorecard says for this client's segment.</param>
/// <param name="Share">Of the whole score, 0 to 1, after unknown ones were left out; 0 when unknown.</param>
public readonly record struct DimensionScore(string Name, decimal? Value, decimal Weight, decimal Share);

/// <summary>What one part adds to a score.</summary>
/// <param name="Part">A part of the scorecard, "base", or "limit" where the dimension is kept within 0 and 100.</param>
/// <param name="Points">Points within the dimension.</param>
/// <param name="Share">Of the dimension in the score, 0 to 1.</param>
/// <param name="Exact">Points times share, unrounded.</param>
/// <param name="Shown">Rounded so that all of a score add up to it (largest remainder).</param>
public readonly record struct Contribution(string Dimension, string Part, decimal Points, decimal Share, decimal Exact, decimal Shown);

/// <summary>Points of risk by the scorecard's rules: no probability.</summary>
/// <param name="Points">0 to 100.</param>
/// <param name="Category">CRITICAL, HIGH, MEDIUM or LOW in documented-v1.</param>
/// <param name="Factors">Base and parts that gave points, and those that are unknown.</param>
public sealed record RiskPoints(decimal Points, string? Category, IReadOnlyList<RiskFactor> Factors);

/// <summary>Points of one part; null = unknown, which adds nothing.</summary>
public readonly record struct RiskFactor(string Factor, decimal? Points);
