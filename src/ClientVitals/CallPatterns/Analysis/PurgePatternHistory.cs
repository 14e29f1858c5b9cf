using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>
/// Deletes what analyses said of days older than <see cref="For"/>. Kept however old: rows written by hand (no run), and the last that was
/// said of each client by each rule. Episodes and answers are no daily history and stay.
/// </summary>
public static class PurgePatternHistory
{
    /// <summary>Two years, so that a season can be held against the one before, and some weeks: 800 rows for each client.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(800);

    /// <summary>Deletes, and returns how many.</summary>
    /// <param name="now">Cut into a day in UTC: a few hours are nothing beside 800 days.</param>
    public static Task<long> RunAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        new PurgeInBatches(Sql.Of(typeof(PurgePatternHistory)), DateOnly.FromDateTime((now - For).UtcDateTime)).RunAsync(database, lease, ct);
}
