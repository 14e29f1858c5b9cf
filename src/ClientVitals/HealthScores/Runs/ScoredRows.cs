using System.Text.Json;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.HealthScores.Risk;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using Npgsql;
using NpgsqlTypes;

namespace ClientVitals.HealthScores.Runs;

/// <summary>Scores clients and lays each down as a row of the table <c>scored</c>.</summary>
internal sealed class ScoredRows(Scorecard card, ScoreInputs inputs, GroupsOfCard groups, RiskModel? model, int today)
{
    private const string Columns =
        "client_id, score, zone, confidence, why_unknown, inputs, dimensions, contributions, risk_points, churn_risk, risk_category, momentum, rate, priority, warning, risk_factors, engagement, package, momentum_score, relationship, financial, attended_7d, attended_30d, attended_90d, days_since_session, sessions_left, sessions_bought, days_until_renewal, package_type, package_value_aed, client_segment, segment";

    private static readonly string[] HubDimensions = ["engagement", "package", "momentum", "relationship", "financial"];

    private readonly ScoreClients _scoring = new(card);
    private readonly ScoreLines _lines = new(card);
    private readonly InputValue[] _inputs = new InputValue[card.Inputs.Count];

    /// <param name="clients">Ascending by key.</param>
    /// <param name="part">The histories of those of them who have calls.</param>
    public async Task CopyAsync(NpgsqlConnection db, IReadOnlyList<Guid> clients, BookHistories part, ScoringTally tally, CancellationToken ct)
    {
        await using var rows = await db.BeginBinaryImportAsync($"copy scored ({Columns}) from stdin (format binary)", ct);
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
            await WriteAsync(rows, client, score, group, history is null ? null : model?.ChurnRisk(history, today), ct);
        }
        await rows.CompleteAsync(ct);
    }

    private async Task WriteAsync(NpgsqlBinaryImporter rows, Guid client, HealthScore score, string? group, decimal? churn, CancellationToken ct)
    {
        Task TextAsync(string? text) => text is null ? rows.WriteNullAsync(ct) : rows.WriteAsync(text, NpgsqlDbType.Text, ct);
        Task NumberAsync(decimal? number) => number is { } value ? rows.WriteAsync(value, NpgsqlDbType.Numeric, ct) : rows.WriteNullAsync(ct);
        Task WholeAsync(int? count) => count is { } value ? rows.WriteAsync(value, NpgsqlDbType.Integer, ct) : rows.WriteNullAsync(ct);
        await rows.StartRowAsync(ct);
        await rows.WriteAsync(client, NpgsqlDbType.Uuid, ct);
        await NumberAsync(score.Score);
        await TextAsync(score.Zone);
        await NumberAsync(Math.Round(score.Confidence, 3));
        await TextAsync(score.Why);
        await rows.WriteAsync(Array.ConvertAll(_inputs, input => input.Value), NpgsqlDbType.Array | NpgsqlDbType.Numeric, ct);
        await rows.WriteAsync(score.Dimensions.Select(dimension => dimension.Value).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Numeric, ct);
        await rows.WriteAsync(_lines.Of(score), NpgsqlDbType.Array | NpgsqlDbType.Numeric, ct);
        await NumberAsync(score.Risk?.Points);
        await NumberAsync(churn);
        await TextAsync(score.Risk?.Category);
        await TextAsync(score.MomentumIndicator);
        await NumberAsync(score.RateOfChangePercent);
        await TextAsync(score.Priority);
        await rows.WriteAsync(score.EarlyWarning, NpgsqlDbType.Boolean, ct);
        if (score.Risk is { } risk)
            await rows.WriteAsync(JsonSerializer.Serialize(risk.Factors.Select(one => new { factor = one.Factor, points = one.Points })), NpgsqlDbType.Jsonb, ct);
        else
            await rows.WriteNullAsync(ct);
        foreach (var dimension in HubDimensions)
            await NumberAsync(score.Dimension(dimension));
        var (sessions, packages) = inputs.Of(client);
        foreach (var count in (int?[])[sessions?.Last7Days, sessions?.Last30Days, sessions?.Last90Days, sessions?.DaysSinceLast, packages?.SessionsLeft, packages?.SessionsBought, packages?.DaysUntilRenewal])
            await WholeAsync(count);
        await TextAsync(packages?.Kind);
        await NumberAsync(packages?.ValueInDirhams);
        await TextAsync(sessions?.Segment);
        await TextAsync(group);
    }
}
