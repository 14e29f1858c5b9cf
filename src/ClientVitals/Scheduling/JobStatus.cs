using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Scheduling;

/// <summary>A scheduled job: its schedule, whether it is installed, how its runs went, when it is due next.</summary>
/// <param name="Job">Its name in <c>job_schedules</c>.</param>
/// <param name="Schedule">Its schedule in words; what is wrong with it when it is not valid.</param>
/// <param name="Zone">The time zone of its schedule.</param>
/// <param name="Installed">Whether this version has this job.</param>
/// <param name="Runner"><c>vitals</c> or <c>pg_cron</c>.</param>
/// <param name="LastSuccess">The slot it last succeeded for.</param>
/// <param name="LastState">The state of its last run; null = it never ran.</param>
/// <param name="LastError">The sentence of its last run.</param>
/// <param name="Next">When it is due next; null = paused, not installed, run elsewhere or not valid.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Title">What people call it: Delete expired data.</param>
public sealed record JobStatus(
    string Job,
    string Schedule,
    string Cron,
    string Zone,
    bool Enabled,
    bool Installed,
    string Runner,
    string Misfire,
    string Overlap,
    DateTimeOffset? LastSuccess,
    RunState? LastState,
    DateTimeOffset? LastSlot,
    string? LastError,
    DateTimeOffset? Next,
    string Description,
    string Title)
{
    /// <summary>All jobs of the timetable in its order, then those only the database knows.</summary>
    public static async Task<IReadOnlyList<JobStatus>> ReadAsync(NpgsqlConnection db, IReadOnlyList<Job> timetable, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(timetable);
        var schedules = (await JobSchedule.ReadAsync(db, null, ct)).ToDictionary(schedule => schedule.Job);
        var runs = (await db.QueryAsync<Runs>(new CommandDefinition(Sql.Of<JobStatus>("Runs"), cancellationToken: ct))).ToDictionary(run => run.Job);
        var order = timetable.Select(job => job.Name).Concat(schedules.Keys.Except(timetable.Select(job => job.Name)).Order(StringComparer.Ordinal));
        return [.. order.Where(schedules.ContainsKey).Select(name => Of(schedules[name], timetable.FirstOrDefault(job => job.Name == name), runs.GetValueOrDefault(name), now))];
    }

    private static JobStatus Of(JobSchedule schedule, Job? job, Runs? runs, DateTimeOffset now)
    {
        var installed = job?.IsInstalled ?? false;
        string words;
        DateTimeOffset? next = null;
        try
        {
            var hours = schedule.Hours;
            words = hours.ToString();
            if (installed && schedule.IsOurs)
                next = hours.Next(now, schedule.InZone);
        }
        catch (PlainError wrong)
        {
            words = wrong.Message;
        }
        return new(
            schedule.Job, words, schedule.Cron, schedule.ZoneInForce, schedule.Enabled, installed, schedule.Runner, schedule.Misfire, schedule.Overlap,
            runs?.LastSuccess, runs?.LastState, runs?.LastSlot, runs?.LastError, next, job?.Purpose ?? schedule.Description,
            job?.Title ?? Scheduling.Job.TitleOf(schedule.Job));
    }

    /// <summary>How the runs of a job went.</summary>
    internal sealed record Runs(string Job, DateTimeOffset? LastSuccess, RunState? LastState, DateTimeOffset? LastSlot, string? LastError);
}
