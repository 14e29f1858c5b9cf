using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Scheduling;
using ClientVitals.Settings;

namespace ClientVitals.CallPatterns;

/// <summary>What call patterns bring: the daily judgement of each client, its episodes and new usuals.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "CallPatterns",
        new Table("call_pattern_analysis")
        {
            Merge = new OnMerge.Moves("analysis_date", "rule"),
            Erase = OnErase.WithClientAndByStep,
            KeptFor = PurgePatternHistory.For,
        },
        new Table("call_pattern_episodes") { Merge = OnMerge.ByStep, Erase = OnErase.WithClient },
        new Table("call_pattern_new_usuals") { Merge = new OnMerge.Moves(), Erase = OnErase.WithClient },
        new Table("source_silences"),
        new Table("back_tests"),
        new Table("back_test_alerts") { Merge = new OnMerge.Moves("back_test_id", "opened_on"), Erase = OnErase.WithClient },
        new Table("dropout_fits"),
        new Table("client_health_scores")
        {
            Columns =
            [
                "avg_calls_per_week", "calls_this_week", "last_pattern_check", "pattern_status", "pattern_reason", "pattern_since",
                "pattern_evidence", "pattern_enough_history", "pattern_hold", "pattern_rang_in_vain",
            ],
            // The row is People's; the next analysis judges the joined history.
            Merge = new OnMerge.Stays("The next analysis judges the joined history."),
            Erase = OnErase.WithClient,
        },
        new MergeStep(typeof(MergeEpisodes)),
        new EraseStep(typeof(EraseJudgements)),
        new TimelineLines("pattern", typeof(TimelineOfPatterns), "Episodes") { Place = 30 },
        new DoctorCheck("sources", CallPatternsDoctor.SilencesAsync),
        new DoctorCheck("analysis", CallPatternsDoctor.AnalysisAsync),
        PatternChecks.SilentCoaches,
        PatternChecks.MissingData,
        PatternChecks.Breaks,
        new BatchedPurge("history of call patterns", PurgePatternHistory.RunAsync),
        new Job(AnalyzeCallPatterns.Job, [], AnalyzeAsync)
        {
            Title = "Analyse call patterns",
            Purpose = "Compares each client's calls with their usual week and opens breaks.",
        });

    /// <summary>The last slot is judged as of now; an earlier one that is caught up, or a past moment, as of then.</summary>
    private static async Task<RunOutcome> AnalyzeAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? asOf = lease.Superseded ? lease.Slot : null;
        var done = await new AnalyzeCallPatterns(asOf) { Lease = lease }.RunAsync(database, now, lease.StartedBy, progress: null, ct);
        return new(done.Analyzed, done.Written);
    }
}

/// <summary>Call patterns' part of a merge of two clients.</summary>
internal static class MergeEpisodes;

/// <summary>Call patterns' part of erasing a person.</summary>
internal static class EraseJudgements;

/// <summary>Call patterns' lines in a client's timeline.</summary>
internal static class TimelineOfPatterns;
