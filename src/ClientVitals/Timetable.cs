using ClientVitals.Database;
using ClientVitals.Scheduling;

namespace ClientVitals;

/// <summary>
/// The jobs that the rooms bring, and the housekeeping of them all. Their hours stand in <c>job_schedules</c>. A job whose room is not built
/// has no work: it is listed as not installed, never run, never recorded.
/// </summary>
public static class Timetable
{
    /// <summary>The job that deletes expired data.</summary>
    public const string Housekeeping = "daily-housekeeping";

    /// <summary>The order of the owner's document; jobs that are not in it come after, in the order of their rooms.</summary>
    private static readonly string[] Documented =
    [
        "daily-pattern-analysis", "daily-health-scoring", "daily-interventions", "daily-capi-sync", "watcher-every-6h", "daily-report",
        "weekly-coach-analysis", Housekeeping,
    ];

    public static IReadOnlyList<Job> Jobs { get; } = JobsOf(Rooms.All);

    /// <summary>The job of that name. Throws a <see cref="PlainError"/> when there is none.</summary>
    public static Job Of(string name) => Jobs.FirstOrDefault(job => job.Name == name)
        ?? throw new PlainError($"There is no job {name}; the jobs are {string.Join(", ", Jobs.Select(job => job.Name))}.");

    /// <summary>What people call the job of that name, also one that this version no longer has.</summary>
    public static string TitleOf(string name) => Jobs.FirstOrDefault(job => job.Name == name)?.Title ?? Job.TitleOf(name);

    /// <summary>The jobs of these rooms.</summary>
    internal static IReadOnlyList<Job> JobsOf(IReadOnlyList<RoomEntry> rooms) =>
    [
        .. rooms.Of<Job>().Append(new(Housekeeping, [], (database, lease, now, ct) => PurgeAsync(rooms, database, lease, now, ct))
            {
                Title = "Delete expired data",
                Purpose = "Deletes old sign-ins, links, sign-in sessions, messages and refused rows, each after its stated time.",
            })
            .OrderBy(job => Array.IndexOf(Documented, job.Name) is var place and >= 0 ? place : Documented.Length),
    ];

    /// <summary>Each room deletes expired data; read are the purges that ran, written the rows deleted.</summary>
    private static async Task<RunOutcome> PurgeAsync(IReadOnlyList<RoomEntry> rooms, VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct)
    {
        var (kinds, gone) = (0, 0L);
        foreach (var purge in rooms.Of<Purge>())
        {
            gone += await purge.RunAsync(database, now, ct);
            kinds++;
        }
        foreach (var purge in rooms.Of<BatchedPurge>())
        {
            gone += await purge.RunAsync(database, lease, now, ct);
            kinds++;
        }
        return new(kinds, gone);
    }
}
