using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;

namespace ClientVitals.HealthScores.Lists;

/// <summary>How a book stood at the last scoring, as the caller may see it: how many clients are in each zone, and who moved since the scoring before.</summary>
/// <param name="AsOf">The moment scored; null = never.</param>
/// <param name="ScoredOn">Its business day.</param>
/// <param name="Scorecard">By which rules.</param>
/// <param name="Clients">Clients looked at who still are clients.</param>
/// <param name="Scored">Those of them with a score.</param>
/// <param name="AverageScore">Of those who have a score; null = nobody has one.</param>
/// <param name="ComparedWith">The day of the scoring before, which the moves are counted from; null = there was none.</param>
/// <param name="WentUp">Clients in a better zone than when theirs was last known.</param>
/// <param name="WentDown">Likewise in a worse one.</param>
/// <param name="WhyUnknown">Why most of those without a score have none; null when all have one.</param>
/// <param name="FailedAt">When a later run failed; null = none did.</param>
/// <param name="Error">Why it failed.</param>
public sealed record BookHealth(
    DateTimeOffset? AsOf,
    DateOnly? ScoredOn,
    string? Scorecard,
    int Clients,
    int Scored,
    int Red,
    int Yellow,
    int Green,
    int Purple,
    decimal? AverageScore,
    DateOnly? ComparedWith,
    int WentUp,
    int WentDown,
    string? WhyUnknown,
    DateTimeOffset? FailedAt,
    string? Error)
{
    /// <summary>Those of whom nothing can be said.</summary>
    public int Unknown => Clients - Scored;

    /// <summary>Counts the caller's book.</summary>
    public static async Task<BookHealth> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        (await database.AskAsync<BookHealth>(who, Sql.Of<BookHealth>(), new { job = ScoreHealth.Job }, ct))[0];
}
