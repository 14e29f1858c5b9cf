using ClientVitals.Database;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>Whether jobs ran on schedule.</summary>
internal static class SchedulingDoctor
{
    public static async Task<IReadOnlyList<Finding>> SchedulesAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var all = await ScheduleHealth.ReadAsync(db, ct);
        List<Finding> findings =
        [
            .. all.Where(job => job.FailedAt is not null).Select(job => Finding.Broken("schedules", $"{job.Job} failed {Spell.Ago(now - job.FailedAt!.Value)}: {job.Error}")),
            .. all.Where(job => job.IsOverdue(now)).Select(job => Finding.Broken(
                "schedules", $"{job.Job} last succeeded {Spell.Ago(now - job.SucceededAt!.Value)} and is overdue; check whether a server runs (vitals serve).")),
            .. all.Where(job => job is { Runs: > 0, SucceededAt: null, FailedAt: null }).Select(job => Finding.Look(
                "schedules", $"{job.Job} never succeeded and never failed: its runs were skipped, or one is still running; vitals jobs history {job.Job} says why.")),
        ];
        var never = all.Where(job => job.Runs == 0).Select(job => job.Job).ToList();
        if (never.Count > 0)
            findings.Add(Finding.Look("schedules", $"{never.Count} of {all.Count} never ran ({string.Join(", ", never)}): this version does not have them yet, or no server ran at their scheduled time."));
        if (findings.Count == 0)
            findings.Add(Finding.Good("schedules", all.Count == 0 ? "No job is enabled." : $"All {all.Count} ran on schedule."));
        return findings;
    }
}
