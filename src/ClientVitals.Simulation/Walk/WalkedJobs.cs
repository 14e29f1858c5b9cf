using System.Globalization;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals.Simulation.Walk;

/// <summary>The jobs of the timetable, run for past days at the hours they have now, each under a lease of the run ledger.</summary>
internal sealed class WalkedJobs(VitalsDatabase database, string zone, IReadOnlyList<JobSchedule> schedules)
{
    /// <summary>So often a run is begun that somebody else's run keeps from its work.</summary>
    private const int MostTries = 20;

    /// <summary>Between two tries: while a run of the job is at work, or one whose holder died still counts as such.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Deleting what has expired leaves no past.
    private readonly IReadOnlyList<Job> _jobs = [.. Timetable.Jobs.Where(job => job.IsInstalled && job.HasHours && job.Name != Timetable.Housekeeping)];

    /// <summary>Runs what was due on a business day, in the order of the hours; returns how many runs it was.</summary>
    /// <param name="isToday">Whether figures as of now may be there already, which an hour of today must not replace.</param>
    /// <param name="now">Later hours are still to come.</param>
    /// <param name="telling">Told which job comes next.</param>
    public async Task<int> DayAsync(DateOnly day, bool isToday, DateTimeOffset now, Action<string> telling, CancellationToken ct)
    {
        var runs = 0;
        foreach (var (job, slot) in DueOn(day, now))
        {
            var looksBack = LooksBack(job);
            if (looksBack && isToday) continue;
            telling(job.Name);
            await RunAsync(job, slot, looksBack, ct);
            runs++;
        }
        return runs;
    }

    private IEnumerable<(Job Job, DateTimeOffset Slot)> DueOn(DateOnly day, DateTimeOffset now)
    {
        var (begins, ends) = (TownClock.Midnight(zone, day), TownClock.Midnight(zone, day.AddDays(1)) - Minute);
        return _jobs
            .SelectMany(job => schedules.Where(schedule => schedule.Job == job.Name && schedule.IsOurs)
                .SelectMany(schedule => schedule.Hours.Latest(ends < now ? ends : now, DueSlots.Most, begins - Minute, schedule.InZone))
                .Select(slot => (job, slot)))
            .OrderBy(due => due.slot);
    }

    /// <summary>
    /// Call patterns are analysed as of now before the first page is served, and what is open since then cannot be judged as of earlier: a
    /// past day is looked at as of then, as when missed runs are caught up. Every other job runs as if it were then.
    /// </summary>
    private static bool LooksBack(Job job) => job.Name == AnalyzeCallPatterns.Job;

    private async Task RunAsync(Job job, DateTimeOffset slot, bool looksBack, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var lease = await ClaimAsync(database, Timetable.Jobs, job, looksBack ? slot : null, slot, ct);
            var ended = await new RunJob(job, lease with { IsPast = true }).RunAsync(database, slot, ct);
            ct.ThrowIfCancellationRequested();
            if (ended.State is RunState.Succeeded or RunState.Partial or RunState.Skipped) return;
            if (ended.State is not RunState.Abandoned || tries == MostTries)
            {
                throw new PlainError(string.Create(CultureInfo.InvariantCulture, $"{job.Title} ({job.Name}) failed for {slot.UtcDateTime:yyyy-MM-dd HH:mm}Z: {ended.Sentence}"), ended.Broken ?? ended.Cause);
            }
            await Task.Delay(Again, ct);
        }
    }

    /// <summary>The right to run a job, as soon as no other run of it is at work.</summary>
    /// <param name="asOf">The past moment that it looks back at; null = it works as of <paramref name="now"/>.</param>
    public static async Task<RunLease> ClaimAsync(VitalsDatabase database, IReadOnlyList<Job> timetable, Job job, DateTimeOffset? asOf, DateTimeOffset now, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await new ClaimSlot(timetable, RunLease.ThisNode).AtOnceAsync(database, job, asOf, "person", now, ct);
            }
            catch (AtWorkException)
            {
                await Task.Delay(Again, ct);
            }
        }
    }
}
