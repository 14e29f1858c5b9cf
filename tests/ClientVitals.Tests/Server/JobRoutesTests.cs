using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ClientVitals.Database;
using ClientVitals.Server;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

public sealed class JobRoutesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    [Fact]
    public async Task Each_job_is_listed_with_its_hours_and_what_is_not_built_says_so()
    {
        var (status, jobs) = await door.GetAsync("coach", "/api/v1/jobs");
        status.ShouldBe(200);
        var named = jobs.EnumerateArray().ToDictionary(job => job.GetProperty("job").GetString()!);
        named["daily-pattern-analysis"].GetProperty("installed").GetBoolean().ShouldBeTrue();
        named["daily-report"].GetProperty("installed").GetBoolean().ShouldBeFalse();
        (await door.PostAsync("owner", "/api/v1/jobs/daily-report/run", new { })).Status.ShouldBe(501);
        (await door.PostAsync("owner", "/api/v1/jobs/nothing/run", new { })).Status.ShouldBe(404);
        (await door.PostAsync("coach", "/api/v1/jobs/daily-pattern-analysis/run", new { })).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_job_is_run_and_its_run_is_on_record()
    {
        (await door.PostAsync("service", "/api/v1/calls", new { client_email = "leila@example.com", started_at = "2026-01-05T10:00:00Z" })).Status.ShouldBe(200);
        var (status, ran) = await door.PostAsync("owner", "/api/v1/jobs/daily-pattern-analysis/run", new { });
        status.ShouldBe(200, ran.ToString());
        ran.GetProperty("state").GetString().ShouldBe("SUCCEEDED");
        var (_, runs) = await door.GetAsync("owner", "/api/v1/runs?job=daily-pattern-analysis");
        runs.EnumerateArray().ShouldContain(run => run.GetProperty("id").GetInt64() == ran.GetProperty("runId").GetInt64());
    }

    [Fact]
    public async Task A_server_that_goes_down_does_not_wait_for_a_run_somebody_asked_for()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var app = FrontDoor.Build(door.Vitals, ServeAt.Default with { Port = 0 }, door.Clock, door.Cluster.Home);
        await app.StartAsync(cancel);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", door.Keys["owner"]);
        await using var admin = await door.OpenAdminAsync();
        // The analysis waits here.
        await using (var block = await admin.BeginTransactionAsync(cancel))
        {
            await admin.ExecuteAsync("lock table public.clients in access exclusive mode");
            var asked = client.PostAsJsonAsync("/api/v1/jobs/daily-pattern-analysis/run", new { }, cancel);
            for (var waits = 0; waits < 600 && await admin.ExecuteScalarAsync<long>("select count(*) from job_runs where state = 'running'") == 0; waits++)
                await Task.Delay(100, cancel);
            await Task.Delay(300, cancel);
            asked.IsCompleted.ShouldBeFalse();
            var clock = Stopwatch.StartNew();
            await app.StopAsync(cancel);
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(25));
            (await asked).Dispose();
        }
        (await admin.ExecuteScalarAsync<string>("select error from job_runs where state = 'abandoned'")).ShouldBe("It was stopped before it was finished. Nothing was saved.");
    }

    [Fact]
    public async Task A_run_from_the_command_line_is_on_record_too()
    {
        using var program = new BuiltProgram(door.Cluster.Address.Url(door.Vitals.Name, ClusterAddress.Server), door.Cluster.Address.Url(door.Vitals.Name, ClusterAddress.Owner));
        await program.RunAsync("jobs", "run", "daily-housekeeping");
        await using var admin = await door.OpenAdminAsync();
        (await admin.ExecuteScalarAsync<long>("select count(*) from audit_log where action = 'job_started' and subject = 'job:daily-housekeeping' and who like 'command line:%'")).ShouldBe(1);
    }

    [Fact]
    public async Task Hours_are_changed_and_impossible_ones_refused()
    {
        (await door.AskAsync("owner", HttpMethod.Patch, "/api/v1/jobs/daily-report", new { cron = "0 19 * * *", isEnabled = false })).Status.ShouldBe(200);
        (await door.AskAsync("owner", HttpMethod.Patch, "/api/v1/jobs/daily-report", new { cron = "0 0 30 2 *" })).Status.ShouldBe(400);
        (await door.AskAsync("coach", HttpMethod.Patch, "/api/v1/jobs/daily-report", new { isEnabled = true })).Status.ShouldBe(403);
    }
}
