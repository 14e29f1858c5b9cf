namespace ClientVitals.Server.Rooms.Scheduling;

/// <summary>The jobs and their runs.</summary>
internal static class SchedulingRoom
{
    public static readonly ServerRoom Entry = new("Scheduling")
    {
        ApiTag = "Jobs",
        Api = JobRoutes.Map,
        Pages = JobPages.Map,
        Navigation = [new("Jobs", "/jobs", "clock", 60, seen => seen.Manages) { Group = "Admin" }],
        Actions = [new("Run a job now", "/jobs", seen => seen.Manages) { Words = "analyse analysis timetable" }],
    };
}
