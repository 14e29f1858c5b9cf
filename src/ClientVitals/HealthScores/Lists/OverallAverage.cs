using ClientVitals.Database;

namespace ClientVitals.HealthScores.Lists;

/// <summary>A row of <c>get_overall_avg</c>.</summary>
/// <param name="AvgScore">Null = nobody had a score.</param>
public sealed record AverageOfDay(decimal? AvgScore);

/// <summary>The average score of a day, as the owner's function of the database answers it.</summary>
public static class OverallAverage
{
    /// <param name="day">Null = the newest that was scored.</param>
    public static Task<IReadOnlyList<AverageOfDay>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly? day, int skip, int most, CancellationToken ct) =>
        database.AskAsync<AverageOfDay>(who, Sql.Of(typeof(OverallAverage)), new { day, skip, most }, ct);
}
