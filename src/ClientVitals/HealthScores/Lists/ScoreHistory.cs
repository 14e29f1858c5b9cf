using System.Globalization;
using System.Text.Json.Serialization;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Lists;

/// <summary>A client's score of one day.</summary>
/// <param name="Inputs">What was measured, in the order of the scorecard's inputs, as the database writes it; null = unknown.</param>
/// <param name="ChurnRisk">Probability in percent of no call that counts within 30 days.</param>
/// <param name="Segment">The group whose own weights made it; null = the usual weights.</param>
/// <param name="AsOf">What was known then.</param>
public sealed record ScoreOfDay(
    DateOnly ScoredOn,
    string Scorecard,
    int ScorecardId,
    decimal? Score,
    string? Zone,
    decimal Confidence,
    string? WhyUnknown,
    [property: JsonIgnore] string?[] Inputs,
    decimal? RiskPoints,
    decimal? ChurnRisk,
    string? Segment,
    DateTimeOffset AsOf)
{
    /// <summary>What was measured, in the order of the scorecard's inputs; null = unknown.</summary>
    public IReadOnlyList<decimal?> Measured { get; } = Array.ConvertAll(Inputs, text => text is null ? (decimal?)null : decimal.Parse(text, CultureInfo.InvariantCulture));
}

/// <summary>What each scoring said of one client, newest first.</summary>
public static class ScoreHistory
{
    /// <summary>Days asked for at most.</summary>
    public const int Most = 1000;

    /// <summary>Empty when the caller sees no such client, or when nothing was scored by then.</summary>
    /// <param name="until">The newest day that is shown.</param>
    /// <param name="limit">1 to <see cref="Most"/> rows.</param>
    public static async Task<IReadOnlyList<ScoreOfDay>> OfAsync(NpgsqlConnection db, Guid client, DateOnly until, int limit, CancellationToken ct)
    {
        if (limit is < 1 or > Most)
            throw new PlainError($"The limit must be 1 to {Most}, not {limit}.");
        return (await db.QueryAsync<ScoreOfDay>(new CommandDefinition(Sql.Of(typeof(ScoreHistory)), new { client, until, limit }, cancellationToken: ct))).AsList();
    }
}
