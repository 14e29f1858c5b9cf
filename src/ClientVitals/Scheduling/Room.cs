using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.Scheduling;

/// <summary>What scheduling brings: the timetable's tables.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Scheduling",
        new Table("job_schedules"),
        new Table("job_runs") { KeptFor = PurgeRuns.For },
        new DoctorCheck("schedules", SchedulingDoctor.SchedulesAsync),
        ScheduleChecks.Failed,
        ScheduleChecks.Missed,
        new BatchedPurge("runs of jobs", PurgeRuns.RunAsync));
}
