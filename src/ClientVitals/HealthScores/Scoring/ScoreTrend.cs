using ClientVitals.HealthScores.Scorecards;

namespace ClientVitals.HealthScores.Scoring;

/// <summary>Where a score is going: IMPROVING, STABLE or DECLINING against the score of some days ago.</summary>
public static class ScoreTrend
{
    public const string Improving = "IMPROVING", Stable = "STABLE", Declining = "DECLINING";

    /// <summary>Null when one of the scores is unknown.</summary>
    /// <param name="earlier">The score <see cref="ScorecardTrend.Days"/> days before, by the same scorecard.</param>
    public static string? Of(ScorecardTrend trend, decimal? earlier, decimal? now)
    {
        ArgumentNullException.ThrowIfNull(trend);
        return now - earlier is not { } change ? null
            : change >= trend.Points ? Improving
            : change <= -trend.Points ? Declining
            : Stable;
    }
}
