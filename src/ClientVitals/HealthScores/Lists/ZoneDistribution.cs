using ClientVitals.Database;

namespace ClientVitals.HealthScores.Lists;

/// <summary>A row of <c>get_zone_distribution</c>.</summary>
/// <param name="HealthZone">Null = the score is unknown.</param>
public sealed record ZoneCount(string? HealthZone, long Count);

/// <summary>How many active clients were in each zone on a day, as the owner's function of the database answers it.</summary>
public static class ZoneDistribution
{
    /// <param name="day">Null = the newest that was scored.</param>
    public static Task<IReadOnlyList<ZoneCount>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly? day, int skip, int most, CancellationToken ct) =>
        database.AskAsync<ZoneCount>(who, Sql.Of(typeof(ZoneDistribution)), new { day, skip, most }, ct);
}
