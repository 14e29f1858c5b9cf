using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace ClientVitals.Server.Rooms.Scheduling;

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
        pages.MapPost("/jobs/{job}/pause", (string job, HttpContext http, CancellationToken ct) => SwitchAsync(job, isEnabled: false, http, ct)).Needs(KeyScope.SettingsWrite);
        pages.MapPost("/jobs/{job}/resume", (string job, HttpContext http, CancellationToken ct) => SwitchAsync(job, isEnabled: true, http, ct)).Needs(KeyScope.SettingsWrite);
    }

    private static async Task<IResult> DayAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string? said = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), ct);
        return PageResult.Of<JobsPage>(200, new
        {
            Seen = seen,
            Jobs = await InstalledAsync(db, seen.Now, ct),
            Runs = await RunHistory.ReadAsync(db, null, null, RunsOfADay, ct),
            CatchUp = await RunProgress.ReadAsync(db, RunProgress.CatchUp, ct),
            Said = FlashMessages.Of(http, said),
        });
    }

    private static async Task<IResult> JobAsync(
        string job, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct,
        string? after = null, string? before = null, string[]? columns = null, string? said = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var from = Forms.Cursor(after);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), ct);
        if ((await InstalledAsync(db, seen.Now, ct)).FirstOrDefault(one => one.Job == job) is not { } found)
            return NoSuchJob(http);
        var runs = await RunHistory.ReadAsync(db, job, from, RunsOfAJob + 1, ct);
        return PageResult.Of<JobPage>(200, new
        {
            Seen = seen,
            Job = found,
            Runs = (IReadOnlyList<JobRun>)[.. runs.Take(RunsOfAJob)],
            NextPage = runs.Count > RunsOfAJob ? runs[RunsOfAJob - 1].Id.ToString(CultureInfo.InvariantCulture) : null,
            Trail = new PageTrail(Forms.Given(after), Forms.Given(before)),
            Chosen = columns is { Length: > 0 } ? columns : null,
            Said = FlashMessages.Of(http, said),
        });
    }

    private static async Task<IResult> RunAsync(
        string job, HttpContext http, VitalsDatabase database, TimeProvider clock, IHostApplicationLifetime life, CancellationToken ct)
    {
        if (Timetable.Jobs.FirstOrDefault(known => known.Name == job) is not { IsInstalled: true } found)
            return NoSuchJob(http);
        var now = clock.GetUtcNow();
        var lease = await new ClaimSlot(Timetable.Jobs, RunLease.ThisNode).AtOnceAsync(database, found, null, "person", now, ct);
        await http.DoAsync(new Audit(ScheduleActions.JobStarted, $"job:{found.Name}"), CancellationToken.None);
        // It goes on when the one who asked goes away: what it does is on record, and it never throws.
        var running = new RunJob(found, lease).RunAsync(database, now, life.ApplicationStopping);
        await Task.WhenAny(running, Task.Delay(Patience, CancellationToken.None));
        // Asked for from another page, its progress is shown there.
        return http.Request.HasFormContentType && Forms.Given((await Forms.FormAsync(http, ct))["to"]) is { } to
            ? TypedResults.LocalRedirect(LocalAddress.Of(to))
            : TypedResults.LocalRedirect($"/jobs/{job}?said={(running.IsCompleted ? "job-ended" : "job-begun")}");
    }

    private static async Task<IResult> SwitchAsync(string job, bool isEnabled, HttpContext http, CancellationToken ct)
    {
        if (Timetable.Jobs.FirstOrDefault(known => known.Name == job) is not { IsInstalled: true })
            return NoSuchJob(http);
        await http.DoAsync(new ChangeSchedule(job, Enabled: isEnabled), ct);
        return TypedResults.LocalRedirect($"/jobs/{job}?said={(isEnabled ? "job-resumed" : "job-paused")}");
    }

    /// <summary>People see the jobs that there are; programs also get those whose room is not built yet.</summary>
    private static async Task<IReadOnlyList<JobStatus>> InstalledAsync(Npgsql.NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        [.. (await JobStatus.ReadAsync(db, Timetable.Jobs, now, ct)).Where(job => job.Installed)];

    private static RazorComponentResult NoSuchJob(HttpContext http)
    {
        var says = new JobTexts(Language.Of(http));
        return PageResult.Of<MessagePage>(404, new { Title = says.NoSuchJob, Sentence = says.WhyNoSuchJob, Href = "/jobs", Where = says.Title });
    }
}
