using System.Globalization;
using ClientVitals.Database;

namespace ClientVitals.Scheduling;

/// <summary>What somebody must know of jobs. Nothing of it is chance: a job that works gives no finding.</summary>
internal static class ScheduleChecks
{
    /// <summary>Enters with the first failed or partial run, leaves with the next success.</summary>
    public static readonly InsightCheck Failed = new("failed-job", "Jobs that failed", typeof(FailedJobs), SaysFailed)
    {
        Priority = "high",
        Address = found => $"/jobs/{found.Subject}",
    };

    /// <summary>Enters when the last success is longer ago than the hours allow, leaves with the next success.</summary>
    public static readonly InsightCheck Missed = new("missed-job", "Jobs that did not run", typeof(MissedJobs), SaysMissed)
    {
        Priority = "high",
        Address = found => $"/jobs/{found.Subject}",
    };

    private static InsightWords SaysFailed(InsightReading found) => found.Measure == 0
        ? new($"{JobTitles.Of(found.Subject)} works again", $"{JobTitles.Of(found.Subject)} succeeded.")
        : new(
            $"{JobTitles.Of(found.Subject)} failed",
            string.Create(CultureInfo.InvariantCulture, $"{JobTitles.Of(found.Subject)} {(found.Measure == 1 ? "failed in its last run" : $"failed {found.Measure:0} times in a row")}: {found.Detail ?? "no reason is on record"}"));

    private static InsightWords SaysMissed(InsightReading found) => found.Measure < found.EnterAt
        ? new($"{JobTitles.Of(found.Subject)} runs again", $"{JobTitles.Of(found.Subject)} succeeded.")
        : new(
            $"{JobTitles.Of(found.Subject)} did not run",
            string.Create(CultureInfo.InvariantCulture, $"{JobTitles.Of(found.Subject)} last succeeded {Spell.Span(found.Measure!.Value * 3600)} ago and should have run within {Spell.Span(found.EnterAt * 3600)}. Check whether a server runs."));
}

/// <summary>Runs that failed since each job's last success.</summary>
internal static class FailedJobs;

/// <summary>How long ago each job last succeeded.</summary>
internal static class MissedJobs;
