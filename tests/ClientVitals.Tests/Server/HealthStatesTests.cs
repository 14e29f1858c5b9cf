using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>Where the page Health has nothing new to show, it says why: never scored, failed, old, or nobody.</summary>
public sealed class HealthStatesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private Task<string> TextAsync(string who) => HealthRoutesTests.TextAsync(door, who);

    [Fact]
    public async Task Not_run_failed_stale_and_none_are_told_apart()
    {
        await door.DoAsync("update job_schedules set enabled = false");
        await door.DoAsync(HealthRows.Of(door.Leila, door.Omar));
        await door.DoAsync(HealthRows.Shifted);
        (await TextAsync("owner")).ShouldContain("The zones shifted more than chance explains since 31 Dec 2025. Of 40 clients with a score on both days: Red from 0 to 40, Green from 40 to 0.");
        (await TextAsync("coach")).ShouldNotContain("shifted");
        var (_, zones) = await door.GetAsync("owner", "/api/v1/health/zones");
        (zones.GetProperty("shift").GetProperty("isFinding").GetBoolean(), zones.GetProperty("shift").GetProperty("moved").GetInt32()).ShouldBe((true, 40));
        (await door.GetAsync("coach", "/api/v1/health/zones")).Body.GetProperty("shift").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await TextAsync("owner")).ShouldNotContain("Open the job");
        door.Clock.Advance(TimeSpan.FromDays(2));
        (await TextAsync("owner")).ShouldContain("These scores are old");
        await FilledInAsync();
        await door.DoAsync("insert into job_runs (job, slot, state, started_at, finished_at, error) values ('daily-health-scoring', '2026-01-08 05:00Z', 'failed', '2026-01-08 05:00Z', '2026-01-08 05:00Z', 'No room on the disk.')");
        var failed = await TextAsync("owner");
        failed.ShouldContain("failed; what is shown is as of");
        failed.ShouldContain("No room on the disk.");
        (await TextAsync("coach")).ShouldNotContain("No room on the disk.");
        await door.DoAsync("delete from job_runs where job = 'daily-health-scoring'; update client_health_scores set calculated_at = null, calculated_on = null");
        (await TextAsync("owner")).ShouldContain("Not scored yet");
        // A coach none of whose clients was scored reads another sentence than one whose book waits for the first scoring.
        await door.DoAsync("insert into job_runs (job, slot, state, started_at, finished_at, details) values ('daily-health-scoring', '2026-01-09 05:00Z', 'succeeded', '2026-01-09 05:00Z', '2026-01-09 05:00Z', '{\"as_of\": \"2026-01-09T05:00:00Z\", \"scorecard\": \"documented-v1\", \"current\": true}')");
        (await TextAsync("other")).ShouldContain("no client is assigned to you yet");
    }

    /// <summary>Past days that are being filled in are counted while somebody is at it, and no longer.</summary>
    private async Task FilledInAsync()
    {
        const string says = "Past days are being filled in: 7 of 60 done.";
        await door.DoAsync("insert into job_runs (job, slot, state, started_at, fence, lease_until, details) values ('catch-up', '2026-01-06 05:00Z', 'running', '2026-01-06 05:00Z', 1, now() + interval '1 minute', '{\"progress\": {\"done\": 7, \"total\": 60}}')");
        (await TextAsync("owner")).ShouldContain(says);
        (await TextAsync("coach")).ShouldNotContain("These scores are old");
        (await HealthRoutesTests.TextAsync(door, "owner", "/jobs")).ShouldContain(says);
        await door.DoAsync("update job_runs set lease_until = now() - interval '1 second' where job = 'catch-up'");
        (await TextAsync("owner")).ShouldContain("These scores are old");
        (await HealthRoutesTests.TextAsync(door, "owner", "/jobs")).ShouldNotContain("Past days");
        await door.DoAsync("delete from job_runs where job = 'catch-up'");
    }
}
