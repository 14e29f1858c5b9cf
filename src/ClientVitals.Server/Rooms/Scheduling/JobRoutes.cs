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

/// <summary>The timetable: which jobs there are and how they stand, their runs, running one now, their hours.</summary>
internal static class JobRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/jobs", ListAsync).Needs(KeyScope.Read).WithSummary("Scheduled jobs: schedule, last success, last state, next run, and whether this version has the job.");
        api.MapGet("/runs", RunsAsync).Needs(KeyScope.Read).WithSummary("Runs of jobs, latest first.");
        api.MapPost("/jobs/{job}/run", RunAsync).Needs(KeyScope.JobsRun).IsLongWork().WithSummary("Runs a job now; the answer comes when it has ended.");
        api.MapPatch("/jobs/{job}", ChangeAsync).Needs(KeyScope.SettingsWrite).WithSummary("Changes a job's schedule, pauses it (isEnabled false) or resumes it.");
    }

    /// <param name="AsOf">A past moment the run is for; null = now.</param>
    internal sealed record WhatToRun(DateTimeOffset? AsOf);

    internal sealed record Ran(long RunId, RunState State, string? Sentence);

    /// <param name="Cron">Minute, hour, day of month, month, day of week.</param>
    /// <param name="Zone">An IANA name; empty = the business zone.</param>
    /// <param name="Misfire">Missed runs: once (catch up with one run), all (catch up with each) or skip.</param>
    /// <param name="Overlap">Overlap, while the last run is still running: skip or queue.</param>
    internal sealed record NewHours(string? Cron, string? Zone, string? Misfire, string? Overlap, bool? IsEnabled);

    private static async Task<Ok<IReadOnlyList<JobStatus>>> ListAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await JobStatus.ReadAsync(db, Timetable.Jobs, clock.GetUtcNow(), ct));
    }

    private static async Task<Ok<IReadOnlyList<JobRun>>> RunsAsync(
        HttpContext http, VitalsDatabase database, CancellationToken ct, string? job = null, long? before = null, int size = 50)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await RunHistory.ReadAsync(db, job, before, Cursor.Size(size), ct));
    }

    private static async Task<Results<Ok<Ran>, ProblemHttpResult>> RunAsync(
        string job, WhatToRun body, HttpContext http, VitalsDatabase database, TimeProvider clock, IHostApplicationLifetime life, CancellationToken ct)
    {
        if (Timetable.Jobs.FirstOrDefault(known => known.Name == job) is not { } found)
            return Problems.Of(http, StatusCodes.Status404NotFound, $"There is no job with that name; the jobs are {string.Join(", ", Timetable.Jobs.Select(known => known.Name))}.");
        if (!found.IsInstalled)
            return Problems.Of(http, StatusCodes.Status501NotImplemented, $"{found.Name} is not built yet; nothing was done.");
        var now = clock.GetUtcNow();
        if (body.AsOf > now)
            throw new PlainError("The moment is in the future; give a past one, or leave it out.");
        var lease = await new ClaimSlot(Timetable.Jobs, RunLease.ThisNode).AtOnceAsync(database, found, body.AsOf, "api", now, ct);
        await http.DoAsync(new Audit(ScheduleActions.JobStarted, $"job:{found.Name}"), ct);
        // A server that goes down waits for its requests first; this one ends with it and not after it.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, life.ApplicationStopping);
        var ended = await new RunJob(found, lease).RunAsync(database, now, either.Token);
        return TypedResults.Ok(new Ran(lease.RunId, ended.State, ended.Sentence));
    }

    private static async Task<Ok<JobSchedule>> ChangeAsync(string job, NewHours body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(job, body.Cron, body.Zone, body.Misfire, body.Overlap);
        return TypedResults.Ok(await http.DoAsync(new ChangeSchedule(job, body.Cron, body.Zone, body.Misfire, body.Overlap, body.IsEnabled), ct));
    }
}
