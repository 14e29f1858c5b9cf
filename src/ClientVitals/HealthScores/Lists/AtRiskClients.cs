using ClientVitals.Database;

namespace ClientVitals.HealthScores.Lists;

/// <summary>A row of <c>get_at_risk_clients</c>.</summary>
/// <param name="Id">The key of the client's row on the hub, as the owner's pages know it.</param>
/// <param name="DaysSinceLastSession">On that day; null = unknown.</param>
/// <param name="ChurnRiskScore">Probability in percent of no call that counts within 30 days.</param>
public sealed record AtRiskClient(
    long Id, string? Email, string? ClientName, decimal HealthScore, string HealthZone, string? AssignedCoach, int? DaysSinceLastSession, decimal? ChurnRiskScore);

/// <summary>Who was RED or YELLOW on a day, the lowest score first, as the owner's function of the database answers it.</summary>
public static class AtRiskClients
{
    /// <param name="day">Null = the newest that was scored.</param>
    public static Task<IReadOnlyList<AtRiskClient>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly? day, int skip, int most, CancellationToken ct) =>
        database.AskAsync<AtRiskClient>(who, Sql.Of(typeof(AtRiskClients)), new { day, skip, most }, ct);

    /// <summary>How many there are in all, as the caller may see them.</summary>
    public static async Task<long> CountAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly? day, CancellationToken ct) =>
        (await database.AskAsync<Count>(who, Sql.Of(typeof(AtRiskClients), "Count"), new { day }, ct))[0].Rows;

    internal sealed record Count(long Rows);
}
