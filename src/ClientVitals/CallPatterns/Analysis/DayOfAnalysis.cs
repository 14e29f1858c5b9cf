using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>Was this business date analysed by this rule, and which is the latest date that was?</summary>
/// <param name="Judged">Clients judged; 0 = the date was not analysed.</param>
public sealed record DayOfAnalysis(int Judged, int NotEnoughHistory, DateTimeOffset? AsOf, DateOnly? Latest)
{
    public static async Task<DayOfAnalysis> ReadAsync(NpgsqlConnection db, DateOnly date, PatternRule rule, CancellationToken ct) =>
        await db.QuerySingleAsync<DayOfAnalysis>(new CommandDefinition(
            Sql.Of<DayOfAnalysis>(), new { date, rule = rule.Word() }, cancellationToken: ct));
}
