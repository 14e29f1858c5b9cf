using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Lists;

/// <summary>
/// A client's score with every point accounted for: what was measured, what each part gave, how it differs from the score before and why, and what would
/// lift it. Worked out again from what was measured that day; the same rules give the same numbers.
/// </summary>
/// <param name="Day">The day's score as it is kept.</param>
/// <param name="Score">The same with its parts.</param>
/// <param name="Before">The score it is compared with: the last one before by the same scorecard; null when there is none.</param>
/// <param name="Change">The difference, line by line; null when one of them is unknown or missing.</param>
/// <param name="Lifts">What would bring the client into a better zone.</param>
public sealed record ExplainedScore(
    ScoreOfDay Day, Scorecard Card, HealthScore Score, ScoreOfDay? Before, ScoreChange? Change, IReadOnlyList<ZoneLift> Lifts)
{
    /// <summary>Scores among which the one before is looked for.</summary>
    private const int LookBack = 60;

    /// <summary>The newest score up to a day; null when nothing was scored by then, or the caller sees no such client.</summary>
    public static async Task<ExplainedScore?> OfAsync(NpgsqlConnection db, Guid client, DateOnly on, CancellationToken ct)
    {
        var days = await ScoreHistory.OfAsync(db, client, on, LookBack, ct);
        if (days.Count == 0)
            return null;
        var kept = await db.QuerySingleAsync<ScorecardInForce.Kept>(new CommandDefinition(
            Sql.Of<ExplainedScore>("Card"), new { id = days[0].ScorecardId }, cancellationToken: ct));
        var card = ScorecardJson.Read(kept.Definition);
        var scoring = new ScoreClients(card);
        var before = days.FirstOrDefault(one => one.ScoredOn < days[0].ScoredOn && one.ScorecardId == days[0].ScorecardId && one.Score is not null);
        var (inputs, score) = (InputsOf(days[0]), Again(scoring, days[0]));
        return new(
            days[0], card, score, before,
            before is null ? null : ScoreChange.Between(Again(scoring, before), score),
            ZoneLift.Of(scoring, card, inputs, days[0].Segment));
    }

    private static HealthScore Again(ScoreClients scoring, ScoreOfDay day) => scoring.Of(InputsOf(day), day.Segment);

    private static InputValue[] InputsOf(ScoreOfDay day) =>
        [.. day.Measured.Select(value => new InputValue(value))];
}
