using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>One row of the owner's function <c>get_pattern_breaks</c>, as its callers know it.</summary>
public sealed record PatternBreakRow(
    string ClientEmail,
    string ClientName,
    decimal? AvgCallsPerWeek,
    int? CallsThisWeek,
    decimal? DeviationPct,
    string? PatternStatus,
    string? HealthZone,
    string? AssignedCoach);

/// <summary>The rows of the owner's function <c>get_pattern_breaks</c>, as its callers know them.</summary>
public static class PatternBreakRows
{
    /// <summary>The most that one answer holds.</summary>
    public const int Most = 10_000;

    /// <param name="daysBack">Checked within so many days; null = the function's own seven.</param>
    /// <param name="skip">Rows left out at the beginning.</param>
    public static Task<IReadOnlyList<PatternBreakRow>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, int? daysBack, int skip, int most, CancellationToken ct) =>
        database.AskAsync<PatternBreakRow>(who, Sql.Of(typeof(PatternBreakRows)), new { days_back = daysBack, skip, most }, ct);

    /// <summary>How many rows there are in all, as the caller may see them.</summary>
    public static async Task<long> CountAsync(VitalsDatabase database, DatabaseIdentity who, int? daysBack, CancellationToken ct) =>
        (await database.AskAsync<Count>(who, Sql.Of(typeof(PatternBreakRows), "Count"), new { days_back = daysBack }, ct))[0].Rows;

    private sealed record Count(long Rows);
}
