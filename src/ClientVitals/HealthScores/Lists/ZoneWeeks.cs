using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;

namespace ClientVitals.HealthScores.Lists;

/// <summary>How many clients were in each zone at the last scoring of a week.</summary>
/// <param name="Week">Its Monday.</param>
/// <param name="ScoredOn">The business day scored.</param>
/// <param name="Unknown">Clients whose score was unknown.</param>
/// <param name="AverageScore">Over those who had a score; null when nobody had.</param>
public sealed record ZoneWeek(DateOnly Week, DateOnly ScoredOn, int Red, int Yellow, int Green, int Purple, int Unknown, decimal? AverageScore)
{
    /// <summary>Everybody who was counted.</summary>
    public int Clients => Red + Yellow + Green + Purple + Unknown;
}

/// <summary>The zones of a book week by week, as the caller may see it; the oldest first. A client counts on the days on which they were one.</summary>
public static class ZoneWeeks
{
    /// <summary>Weeks shown, the present one among them.</summary>
    public const int Usual = 8;

    /// <summary>Weeks in which nothing was scored are left out.</summary>
    /// <param name="today">The business day.</param>
    public static Task<IReadOnlyList<ZoneWeek>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, DateOnly today, CancellationToken ct) =>
        database.AskAsync<ZoneWeek>(who, Sql.Of(typeof(ZoneWeeks)), new { job = ScoreHealth.Job, today, weeks = Usual }, ct);
}
