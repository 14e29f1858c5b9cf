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
    public async Task Hours_are_changed_and_impossible_ones_refused()
    {
        (await door.AskAsync("owner", HttpMethod.Patch, "/api/v1/jobs/daily-report", new { cron = "0 19 * * *", isEnabled = false })).Status.ShouldBe(200);
        (await door.AskAsync("owner", HttpMethod.Patch, "/api/v1/jobs/daily-report", new { cron = "0 0 30 2 *" })).Status.ShouldBe(400);
        (await door.AskAsync("coach", HttpMethod.Patch, "/api/v1/jobs/daily-report", new { isEnabled = true })).Status.ShouldBe(403);
    }
}
