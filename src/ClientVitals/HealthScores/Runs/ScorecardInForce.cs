using ClientVitals.Database;
using ClientVitals.HealthScores.Scorecards;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Runs;

/// <summary>The scorecard by which scores are made.</summary>
/// <param name="Id">Its key in the database.</param>
public sealed record ScorecardInForce(int Id, Scorecard Card)
{
    internal sealed record Kept(int Id, string Definition);

    /// <summary>The one that was switched on last by then.</summary>
    public static async Task<ScorecardInForce> ReadAsync(NpgsqlConnection db, DateTimeOffset at, CancellationToken ct)
    {
        var kept = await db.QuerySingleAsync<Kept>(new CommandDefinition(Sql.Of<ScorecardInForce>("Kept"), new { at = at.ToUniversalTime() }, cancellationToken: ct));
        return new(kept.Id, ScorecardJson.Read(kept.Definition));
    }
}
