using ClientVitals.Access;

namespace ClientVitals.Scheduling;

/// <summary>What this room does, as the record names it.</summary>
public static class ScheduleActions
{
    public static readonly AuditAction Changed = new("schedule_changed");
    public static readonly AuditAction JobStarted = new("job_started");
}
