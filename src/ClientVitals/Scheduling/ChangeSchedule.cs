using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.Scheduling;

/// <summary>
/// Changes when a job runs; what is null stays as it is. Slots that new hours would have had before <c>now</c> are not owed. Servers take it
/// up at once where they hear of it, else within a minute.
/// </summary>
/// <param name="Job">Whose hours.</param>
/// <param name="Cron">Five fields.</param>
/// <param name="Zone">An IANA name; empty = the business zone, whatever it is.</param>
/// <param name="Misfire">once, all or skip.</param>
/// <param name="Overlap">skip or queue.</param>
/// <param name="Enabled">Whether it runs at all.</param>
public sealed record ChangeSchedule(
    string Job, string? Cron = null, string? Zone = null, string? Misfire = null, string? Overlap = null, bool? Enabled = null) : IAct<JobSchedule>
{
    /// <summary>Changes it and returns it; throws a <see cref="PlainError"/> for values that are not possible.</summary>
    public async Task<JobSchedule> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var db = work.Connection;
        var cron = Cron is null ? null : CronSchedule.Parse(Cron).Text;
        if (Zone is { Length: > 0 })
            _ = BusinessSettings.BusinessZoneOf(Zone);
        if (Misfire is not (null or "once" or "all" or "skip"))
            throw new PlainError($"Missed runs must be once (catch up with one run), all (catch up with each) or skip, not {Misfire}.");
        if (Overlap is not (null or "skip" or "queue"))
            throw new PlainError($"Overlap must be skip or queue, not {Overlap}.");
        var changed = await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<ChangeSchedule>(),
            new { job = Job, cron, zone = Zone, misfire = Misfire, overlap = Overlap, enabled = Enabled, now = work.Now },
            cancellationToken: ct));
        if (changed != 1)
            throw new PlainError($"There is no job {Job}; see vitals jobs list.");
        await new Audit(ScheduleActions.Changed, $"job:{Job}").RunAsync(work, ct);
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<ChangeSchedule>("Tell"), cancellationToken: ct));
        return (await JobSchedule.ReadAsync(db, Job, ct))[0];
    }
}
