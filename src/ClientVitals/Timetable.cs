using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Sources;

namespace ClientVitals;

/// <summary>
/// The jobs of the house, each with the room that does it and the jobs on whose result it works: one line each. Their hours stand in
/// <c>job_schedules</c>. A job whose room is not built has no work: it is listed as not installed, never run, never recorded.
/// </summary>
public static class Timetable
{
    public static IReadOnlyList<Job> Jobs { get; } =
    [
        new(AnalyzeCallPatterns.Job, [], AnalyzeAsync),
        new("daily-health-scoring", [AnalyzeCallPatterns.Job], null),
        new("daily-interventions", ["daily-health-scoring"], null),
        new("daily-capi-sync", [], null),
        new("watcher-every-6h", [], null),
        new("daily-report", ["daily-interventions"], null),
        new("weekly-coach-analysis", [], null),
        new("daily-housekeeping", [], PurgeAsync),
    ];

    /// <summary>The job of that name. Throws a <see cref="PlainError"/> when there is none.</summary>
    public static Job Of(string name) => Jobs.FirstOrDefault(job => job.Name == name)
        ?? throw new PlainError($"There is no job {name}; there are {string.Join(", ", Jobs.Select(job => job.Name))}.");

    /// <summary>Deletes expired data of each room; read are the kinds that were looked through, written what was deleted.</summary>
    private static async Task<RunOutcome> PurgeAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct)
    {
        var access = await database.DoAsync(new PurgeAccess(), Principal.Program, now, ct);
        var sources = await database.DoAsync(new PurgeSources(), Principal.Program, now, ct);
        var inBatches = await PurgeRuns.RunAsync(database, lease, now, ct)
            + await PurgeDeliveries.RunAsync(database, lease, now, ct)
            + await PurgePatternHistory.RunAsync(database, lease, now, ct);
        return new(5, access.Failures + access.Links + access.Sessions + access.AuditLines + sources.Messages + sources.Rejects + sources.Answers + inBatches);
    }

    /// <summary>The last slot is judged as of now; an earlier one that is made up, or a past moment, as of then.</summary>
    private static async Task<RunOutcome> AnalyzeAsync(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? asOf = lease.Superseded ? lease.Slot : null;
        var done = await new AnalyzeCallPatterns(asOf) { Lease = lease }.RunAsync(database, now, lease.StartedBy, progress: null, ct);
        return new(done.Analyzed, done.Written);
    }
}
