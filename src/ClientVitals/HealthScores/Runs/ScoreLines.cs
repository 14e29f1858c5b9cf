using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;

namespace ClientVitals.HealthScores.Runs;

/// <summary>
/// The lines that can add to a score by one scorecard, each at its place: for each dimension its base, its parts, and what the limits of 0 and 100 took.
/// The database keeps the numbers in this order; names are not repeated with each row.
/// </summary>
public sealed class ScoreLines
{
    private const string Base = "base", Limit = "limit";

    private readonly Dictionary<(string, string), int> _places = [];

    public ScoreLines(Scorecard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        foreach (var dimension in card.Dimensions)
        {
            foreach (var part in dimension.Parts.Select(one => one.Name).Prepend(Base).Append(Limit))
                _places.Add((dimension.Name, part), _places.Count);
        }
        Names = [.. _places.Keys.Select(key => new ScoreLine(key.Item1, key.Item2))];
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<ScoreLine> Names { get; }

    /// <summary>What each line adds, as shown; 0 where the score has no such line. The sum is the score.</summary>
    public decimal?[] Of(HealthScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        var amounts = new decimal?[Names.Count];
        Array.Fill(amounts, 0m);
        foreach (var one in score.Contributions)
            amounts[_places[(one.Dimension, one.Part)]] = one.Shown;
        return amounts;
    }
}

/// <summary>One line of a score.</summary>
/// <param name="Part">A part of the scorecard, "base" or "limit".</param>
public readonly record struct ScoreLine(string Dimension, string Part);
