using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Lists;

/// <summary>A scorecard that is kept.</summary>
/// <param name="Scorecard">Name and version: documented-v1.</param>
/// <param name="InForceFrom">Since when scores are made by it; null = never switched on, or from the beginning (<paramref name="IsFirst"/>).</param>
/// <param name="IsFirst">In force before any other.</param>
/// <param name="IsInForce">Whether scores are made by it now.</param>
/// <param name="Definition">Its rules, as JSON.</param>
/// <param name="SwitchedOnAt">When somebody switched it on; null = never, or it was so from the beginning.</param>
/// <param name="SwitchedOnBy">Who did.</param>
public sealed record KeptScorecard(
    string Scorecard, DateTimeOffset? InForceFrom, bool IsFirst, bool IsInForce, string? Note, DateTimeOffset CreatedAt, string CreatedBy, string Definition,
    DateTimeOffset? SwitchedOnAt, string? SwitchedOnBy);

/// <summary>All scorecards, by name and version.</summary>
public static class KeptScorecards
{
    public static async Task<IReadOnlyList<KeptScorecard>> ReadAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        (await db.QueryAsync<KeptScorecard>(new CommandDefinition(Sql.Of(typeof(KeptScorecards)), new { now = now.ToUniversalTime() }, cancellationToken: ct))).AsList();
}
