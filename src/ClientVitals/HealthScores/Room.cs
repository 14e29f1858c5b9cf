using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.People;
using ClientVitals.Scheduling;
using ClientVitals.Settings;

namespace ClientVitals.HealthScores;

/// <summary>What health scores bring: the daily score of each client with what made it, moves between zones, and the risk of silence.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "HealthScores",
        new Table("health_scorecards"),
        new Table("client_health_history") { Merge = new OnMerge.Moves("scored_on", "scorecard_id"), Erase = OnErase.WithClient, KeptFor = PurgeScoreHistory.For },
        new Table("client_zone_changes") { Merge = new OnMerge.Moves("changed_on", "scorecard_id"), Erase = OnErase.WithClient },
        new Table("health_overrides") { Merge = new OnMerge.Moves(), Erase = OnErase.WithClient },
        new Table("risk_fits"),
        new Table("scorecard_back_tests"),
        new Table("client_health_scores")
        {
            Columns =
            [
                "health_score", "health_zone", "engagement_score", "package_health_score", "momentum_score", "relationship_score", "financial_score",
                "churn_risk_score", "health_trend", "intervention_priority", "calculated_at", "calculated_on", "calculation_version",
                "predictive_risk_score", "risk_category", "momentum_indicator", "rate_of_change_percent", "early_warning_flag", "risk_factors",
            ],
            Merge = new OnMerge.Stays("The next scoring sees the joined client."),
            Erase = OnErase.WithClient,
        },
        new TimelineLines("health", typeof(TimelineOfHealth), "Overrides") { Place = 35 },
        new DoctorCheck("health zones", HealthDoctor.ZonesAsync),
        HealthChecks.ZoneShares,
        HealthChecks.CoachBooks,
        new BatchedPurge("history of health scores", PurgeScoreHistory.RunAsync),
        new Job(ScoreHealth.Job, ["daily-pattern-analysis"], ScoreAsync)
        {
            Title = "Score client health",
            Purpose = "Scores each client from their sessions, and says from their calls how probable silence is.",
        });

    /// <summary>The last slot is scored as of now; an earlier one that is caught up, as of then.</summary>
    private static async Task<RunOutcome> ScoreAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? asOf = lease.Superseded ? lease.Slot : null;
        var done = await new ScoreHealth(asOf) { Lease = lease }.RunAsync(database, now, lease.StartedBy, progress: null, ct);
        return new(done.Clients, done.Written);
    }
}

/// <summary>Lines of health in a client's timeline.</summary>
internal static class TimelineOfHealth;
