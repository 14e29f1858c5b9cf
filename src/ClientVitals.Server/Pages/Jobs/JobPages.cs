using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ClientVitals.Server.Pages.Jobs;

/// <summary>The day of the jobs, what became of their runs, and running one now.</summary>
internal static class JobPages
{
    private const int RunsOfAJob = 50, RunsOfADay = 500;

    /// <summary>How long an answer waits for a run to end; a longer one is watched on the page.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/jobs", DayAsync).Needs(KeyScope.JobsRun);
        pages.MapGet("/jobs/{job}", JobAsync).Needs(KeyScope.JobsRun);
        pages.MapPost("/jobs/{job}/run", RunAsync).Needs(KeyScope.JobsRun).IsLongWork();
        pages.MapPost("/jobs/{job}/pause", (string job, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
            SwitchAsync(job, isEnabled: false, http, database, clock, cancel)).Needs(KeyScope.SettingsWrite);
        pages.MapPost("/jobs/{job}/resume", (string job, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
            SwitchAsync(job, isEnabled: true, http, database, clock, cancel)).Needs(KeyScope.SettingsWrite);
    }

    private static async Task<IResult> DayAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, string? said = null)
    {
        var seen = await PageRoutes.SeenAsync(http, database, clock, cancel);
        await using var db = await database.OpenAsync(seen.Who.ToActingAs(), cancel);
        return SignInRoutes.Page<JobsPage>(200, new
        {
            Seen = seen,
            Jobs = await JobStanding.ReadAsync(db, Timetable.Jobs, seen.Now, cancel),
            Runs = await RunHistory.ReadAsync(db, null, null, RunsOfADay, cancel),
            Said = Sayings.Of(said),
        });
    }

    private static async Task<IResult> JobAsync(string job, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, string? said = null)
    {
        var seen = await PageRoutes.SeenAsync(http, database, clock, cancel);
        await using var db = await database.OpenAsync(seen.Who.ToActingAs(), cancel);
        if ((await JobStanding.ReadAsync(db, Timetable.Jobs, seen.Now, cancel)).FirstOrDefault(one => one.Job == job) is not { } found)
            return NoSuchJob();
        return SignInRoutes.Page<JobPage>(200, new { Seen = seen, Job = found, Runs = await RunHistory.ReadAsync(db, job, null, RunsOfAJob, cancel), Said = Sayings.Of(said) });
    }

    private static async Task<IResult> RunAsync(
        string job, HttpContext http, VitalsDatabase database, TimeProvider clock, IHostApplicationLifetime life, CancellationToken cancel)
    {
        if (Timetable.Jobs.FirstOrDefault(known => known.Name == job) is not { IsInstalled: true } found)
            return NoSuchJob();
        var now = clock.GetUtcNow();
        var ticket = await new TakeSlot(Timetable.Jobs, $"{Environment.MachineName}/{Environment.ProcessId}").AtOnceAsync(database, found, null, "person", now, cancel);
        await using (var work = await database.BeginAsync(CancellationToken.None))
        {
            await new Audit(AuditAction.JobStarted, $"job:{found.Name}").RunAsync(work.Connection, now, http.Caller().Who, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }
        // It goes on when whoever asked goes away: what it does is on record, and it never throws.
        var running = new RunJob(found, ticket).RunAsync(database, now, life.ApplicationStopping);
        await Task.WhenAny(running, Task.Delay(Patience, CancellationToken.None));
        return TypedResults.LocalRedirect($"/jobs/{job}?said={(running.IsCompleted ? "job-ended" : "job-begun")}");
    }

    private static async Task<IResult> SwitchAsync(
        string job, bool isEnabled, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        if (Timetable.Jobs.All(known => known.Name != job))
            return NoSuchJob();
        await using var work = await database.BeginAsync(cancel);
        await new ChangeSchedule(job, null, null, null, null, isEnabled).RunAsync(work.Connection, clock.GetUtcNow(), cancel);
        await new Audit(AuditAction.ScheduleChanged, $"job:{job}").RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Who, cancel);
        await work.CommitAsync(cancel);
        return TypedResults.LocalRedirect($"/jobs/{job}?said={(isEnabled ? "job-resumed" : "job-paused")}");
    }

    private static RazorComponentResult NoSuchJob() => SignInRoutes.Page<WordPage>(404, new
    {
        Title = "No such job",
        Sentence = "There is no such job, or it is not built yet.",
        Href = "/jobs",
        Where = "Jobs",
    });
}
