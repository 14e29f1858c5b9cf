using System.Buffers;
using System.Text.Json;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using ClientVitals.HealthScores.Risk;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;

namespace ClientVitals.HealthScores.Runs;

/// <summary>Scores clients and makes each a row of the table <c>scored</c>, its columns in their order.</summary>
internal sealed class ScoredRows(Scorecard card, ScoreInputs inputs, GroupsOfCard groups, RiskModel? model, int today)
{
    private const short Columns = 32;

    private static readonly string[] HubDimensions = ["engagement", "package", "momentum", "relationship", "financial"];

    private readonly ScoreClients _scoring = new(card);
    private readonly ScoreLines _lines = new(card);
    private readonly InputValue[] _inputs = new InputValue[card.Inputs.Count];
    private readonly ArrayBufferWriter<byte> _json = new();

    /// <param name="rows">Filled with them.</param>
    /// <param name="clients">Ascending by key.</param>
    /// <param name="part">The histories of those of them who have calls.</param>
    public void Write(CopyRows rows, IReadOnlyList<Guid> clients, BookHistories part, ScoringTally tally)
    {
        rows.Empty();
        rows.Begin();
        var at = 0;
        foreach (var client in clients)
        {
            while (at < part.Clients.Count && part.Clients[at].Id.CompareTo(client) < 0)
                at++;
            var history = at < part.Clients.Count && part.Clients[at].Id == client ? part.Histories[at] : null;
            inputs.Write(client, _inputs);
            var group = groups.Of(client);
            var score = _scoring.Of(_inputs, group);
            tally.Add(score);
            Write(rows, client, score, group, history is null ? null : model?.ChurnRisk(history, today));
        }
        rows.End();
    }

    private void Write(CopyRows rows, Guid client, HealthScore score, string? group, decimal? churn)
    {
        rows.Row(Columns);
        rows.Key(client);
        rows.Exact(score.Score);
        rows.Text(score.Zone);
        rows.Exact(Math.Round(score.Confidence, 3));
        rows.Text(score.Why);
        rows.Exacts(Array.ConvertAll(_inputs, input => input.Value));
        rows.Exacts([.. score.Dimensions.Select(dimension => dimension.Value)]);
        rows.Exacts(_lines.Of(score));
        rows.Exact(score.Risk?.Points);
        rows.Exact(churn);
        rows.Text(score.Risk?.Category);
        rows.Text(score.MomentumIndicator);
        rows.Exact(score.RateOfChangePercent);
        rows.Text(score.Priority);
        rows.Flag(score.EarlyWarning);
        if (score.Risk is { } risk)
            rows.Json(Factors(risk));
        else
            rows.Nothing();
        foreach (var dimension in HubDimensions)
            rows.Exact(score.Dimension(dimension));
        var (sessions, packages) = inputs.Of(client);
        foreach (var count in (ReadOnlySpan<int?>)[sessions?.Last7Days, sessions?.Last30Days, sessions?.Last90Days, sessions?.DaysSinceLast, packages?.SessionsLeft, packages?.SessionsBought, packages?.DaysUntilRenewal])
            rows.Whole(count);
        rows.Text(packages?.Kind);
        rows.Exact(packages?.ValueInDirhams);
        rows.Text(sessions?.Segment);
        rows.Text(group);
    }

    private ReadOnlySpan<byte> Factors(RiskPoints risk)
    {
        _json.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_json))
        {
            json.WriteStartArray();
            foreach (var one in risk.Factors)
            {
                json.WriteStartObject();
                json.WriteString("factor", one.Factor);
                if (one.Points is { } points)
                    json.WriteNumber("points", points);
                else
                    json.WriteNull("points");
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return _json.WrittenSpan;
    }
}
