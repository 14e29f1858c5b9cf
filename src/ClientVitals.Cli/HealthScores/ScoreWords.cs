using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;

namespace ClientVitals.Cli.HealthScores;

/// <summary>What a scorecard measures, in words. A name that nobody has put into words is shown as the scorecard writes it.</summary>
internal static class ScoreWords
{
    public static string Of(ScorecardInput input) => (input.Source, input.Measure, input.Days) switch
    {
        ("sessions", "attended", { } days) => $"sessions attended in {days} days",
        ("sessions", "days_since_attended", _) => "days since the last session",
        ("packages", "remaining", _) => "sessions left",
        ("packages", "bought", _) => "sessions bought",
        _ => input.Name,
    };

    /// <summary>A part of a dimension.</summary>
    public static string Of(Scorecard card, string part) => part switch
    {
        "base" => "to begin with",
        "limit" => "kept within 0 and 100",
        "remaining_percent" => "share of the package that is left",
        "rate_of_change" => "this week against the usual",
        _ => card.Inputs.FirstOrDefault(input => input.Name == part) is { } input ? Of(input) : part,
    };

    /// <summary>What has to be done: "One more session attended".</summary>
    public static string Of(ZoneLift lift) => (lift.Lever, lift.Units) switch
    {
        ("sessions_attended", 1) => "One more session attended",
        ("sessions_attended", var units) => $"{units} more sessions attended",
        ("sessions_bought", 1) => "One more session bought",
        ("sessions_bought", var units) => $"{units} more sessions bought",
        var (lever, units) => $"{lever}, {units} more,",
    };
}
