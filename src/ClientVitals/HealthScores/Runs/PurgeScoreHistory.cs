using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.HealthScores.Runs;

/// <summary>Deletes scores of days older than <see cref="For"/>, but the last of each client by each scorecard. Moves between zones are no daily history and stay.</summary>
public static class PurgeScoreHistory
{
    /// <summary>As long as the history of call patterns: two years and some weeks.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(800);

    /// <summary>Deletes, and returns how many.</summary>
    public static Task<long> RunAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) =>
        new PurgeInBatches(Sql.Of(typeof(PurgeScoreHistory)), DateOnly.FromDateTime((now - For).UtcDateTime)).RunAsync(database, lease, ct);
}
