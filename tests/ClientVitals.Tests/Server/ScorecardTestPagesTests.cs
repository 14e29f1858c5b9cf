using System.Net;
using ClientVitals.HealthScores.BackTests.Cards;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>The page of a version: its back-test never run, failed, running, stopped, not ended, out of date and finished; switching on asks for it; weights of groups are edited.</summary>
public sealed class ScorecardTestPagesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private const string Address = "/settings/scorecards/own-v1", Test = Address + "/back-test", Api = "/api/v1/health/scorecards/own-v1/back-test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenDoor Door => everybody.Door;

    private DateTimeOffset Now => Door.Clock.GetUtcNow();

    [Fact]
    public async Task Each_state_of_a_back_test_is_said_apart_and_switching_on_asks_for_it()
    {
        await new SaveScorecard(ShippedScorecards.Documented with { Name = "own" }).RunAsync(Door.Vitals, Now, Cancel);
        var never = await GetAsync();
        never.ShouldContain("This version was never back-tested.");
        never.ShouldContain("Back-test this version</button>");
        never.ShouldContain("name=\"sure\"");
        (await SwitchOnAsync()).Status.ShouldBe(400);
        var (refused, text) = await FormAsync(Address + "/switch-on");
        refused.ShouldBe(400);
        text.ShouldContain("It was not switched on: tick the box");

        // Only owners and admins.
        (await everybody.SendFormAsync("coach", Test, ("x", "1"))).Status.ShouldBe(403);
        (await everybody.AskAsync(HttpMethod.Get, Api, null, everybody.Shown("coach"))).Status.ShouldBe(403);
        (await Door.PostAsync("service", Api + "/stop", new { })).Status.ShouldBe(404);

        // Half a year of calls of two clients is too little.
        (await everybody.SendFormAsync("owner", Test, ("x", "1"))).ShouldBe((302, Address + "#back-test"));
        await EndedAsync("failed");
        (await GetAsync()).ShouldContain("failed.</strong> <span data-kept>Too ");

        // One that runs elsewhere is waited for, can be stopped, and is given up when it gives no sign of life.
        await Door.DoAsync($"""
            insert into scorecard_back_tests (scorecard_id, compared_with, asked_at, asked_by, beat_at, done, total) select id, 1, '{Now:O}', 'Olga', '{Now:O}', 3, 8 from health_scorecards where name = 'own';
            insert into job_runs (job, slot, started_by, started_at, node, lease_until) values ('scorecard-back-test', '{Now:O}', 'person', '{Now:O}', 'elsewhere', now() + interval '1 hour')
            """);
        var running = await GetAsync();
        running.ShouldContain("37 % done");
        running.ShouldContain("http-equiv=\"refresh\"");
        running.ShouldContain("<progress max=\"8\" value=\"3\"");
        running.ShouldContain("Its back-test is still running.");
        running.ShouldNotContain("Back-test this version</button>");
        (await Door.PostAsync("service", Api, new { })).Status.ShouldBe(409);
        (await everybody.SendFormAsync("owner", Test, ("x", "1"))).To.ShouldBe(Address + "?said=card-test-busy#back-test");
        (await GetAsync("/settings/scorecards/documented-v1")).ShouldContain("The back-test of own-v1 is running; one runs at a time.");
        (await everybody.SendFormAsync("owner", Test + "/stop", ("x", "1"))).ShouldBe((302, Address + "#back-test"));
        (await GetAsync()).ShouldContain("It is being stopped, as ");
        (await everybody.SendFormAsync("owner", Test + "/stop", ("x", "1"))).Status.ShouldBe(400);
        Door.Clock.Advance(ScorecardBacktestRun.Patience);
        (await GetAsync()).ShouldContain("did not end: the server stopped");
        await Door.DoAsync($"update scorecard_back_tests set state = 'stopped', finished_at = '{Now:O}' where state = 'running'; update job_runs set lease_until = now() - interval '1 second' where state = 'running'");
        (await GetAsync()).ShouldContain("was stopped by ");

        await Door.DoAsync(CardBook.Sessions);
        var (status, begun) = await Door.PostAsync("service", Api, new { });
        status.ShouldBe(202);
        begun.GetProperty("id").GetInt64().ShouldBeGreaterThan(0);
        await EndedAsync("succeeded");
        var done = await GetAsync();
        done.ShouldMatch("<strong>own-v1 (finds|orders) .+ days of silence.*</strong>");
        done.ShouldContain("own-v1 (this version)</th>");
        done.ShouldContain("documented-v1 (in force)</th>");
        done.ShouldContain("old risk points</th>");
        foreach (var days in new[] { 30, 60, 90 })
            done.ShouldContain($"<strong>The next {days} days</strong>");
        done.ShouldContain("role=\"img\"");
        done.ShouldContain("<summary data-kept>VIP</summary>");
        done.ShouldContain("Back-test again</button>");
        done.ShouldNotContain("out of date");
        var read = (await everybody.AskAsync(HttpMethod.Get, Api, null, everybody.Shown("owner"))).Text;
        read.ShouldContain("\"segment\":\"VIP\"");
        read.ShouldNotContain("\"kept\"");
        read.ShouldNotContain("@");

        // What came later of the days that were tested makes it out of date; a result that speaks for it needs no box, another does.
        await Door.DoAsync("insert into call_records (client_id, started_at) select id, '2025-07-01 10:00Z' from clients where firstname = 'Tested1'");
        var stale = await GetAsync();
        stale.ShouldContain("This result is out of date.</strong>");
        stale.ShouldContain("Its back-test of ");
        (await SwitchOnAsync()).Status.ShouldBe(400);
        (await SwitchOnAsync(("sure", "yes"))).ShouldBe((302, Address + "?said=card-on"));
        (await GetAsync()).ShouldNotContain("name=\"sure\"");
    }

    [Fact]
    public async Task Weights_of_a_group_are_added_changed_and_removed_in_the_form()
    {
        await Door.DoAsync("update clients set segment = 'Corp & Co' where firstname = 'Leila'");
        (string, string)[] Fields(params (string, string)[] more) =>
        [
            ("name", "grouped"), ("weight_engagement", "40"), ("weight_package", "30"), ("weight_momentum", "30"), ("window_sessions_7d", "7"), ("window_sessions_30d", "30"),
            ("zone_PURPLE", "85"), ("zone_GREEN", "70"), ("zone_YELLOW", "50"), ("group_0", "Corp & Co"), .. more,
        ];
        (await GetAsync("/settings/scorecards/documented-v1")).ShouldContain("<bdi data-kept>Corp & Co</bdi> <span class=\"muted\">· the usual weights</span>");
        var (status, wrong) = await FormAsync("/settings/scorecards/documented-v1/copy", Fields(("group_0_engagement", "many"), ("group_0_package", "7")));
        status.ShouldBe(400);
        wrong.ShouldContain("id=\"wrong-group-0-engagement\">\"many\" is not a number");
        wrong.ShouldContain("value=\"7\"");
        (await everybody.SendFormAsync("owner", "/settings/scorecards/documented-v1/copy", Fields(("group_0_engagement", "80"), ("group_0_package", ""), ("group_0_momentum", "0")))).To.ShouldStartWith("/settings/scorecards/grouped-v1");
        (await WeightsAsync("grouped", 1)).ShouldBe("{\"momentum\": 0, \"engagement\": 80}");
        var page = await GetAsync("/settings/scorecards/grouped-v1");
        page.ShouldContain("· own weights</span>");
        page.ShouldContain("name=\"group_0_engagement\" inputmode=\"decimal\" value=\"80\"");
        (await everybody.SendFormAsync("owner", "/settings/scorecards/grouped-v1/copy", Fields(("group_0_engagement", "60")))).To.ShouldStartWith("/settings/scorecards/grouped-v2");
        (await WeightsAsync("grouped", 2)).ShouldBe("{\"engagement\": 60}");
        (await everybody.SendFormAsync("owner", "/settings/scorecards/grouped-v2/copy", Fields(("group_0_engagement", "60"), ("group_0_remove", "yes")))).To.ShouldStartWith("/settings/scorecards/grouped-v3");
        (await WeightsAsync("grouped", 3)).ShouldBeNull();
    }

    private async Task<string?> WeightsAsync(string name, int version)
    {
        await using var db = await Door.OpenAdminAsync();
        return await Dapper.SqlMapper.ExecuteScalarAsync<string?>(db, $"select definition #>> '{{segments,0,weights}}' from health_scorecards where name = '{name}' and version = {version}");
    }

    private Task<(int Status, string To)> SwitchOnAsync(params (string, string)[] fields) => everybody.SendFormAsync("owner", Address + "/switch-on", [("x", "1"), .. fields]);

    private async Task<(int Status, string Text)> FormAsync(string path, params (string, string)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Append(("x", "1")).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2)));
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Post, path, content, everybody.Shown("owner"));
        return (status, WebUtility.HtmlDecode(text));
    }

    private async Task<string> GetAsync(string path = Address)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown("owner"));
        status.ShouldBe(200);
        return WebUtility.HtmlDecode(text);
    }

    private async Task EndedAsync(string state)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            await using (var db = await Door.OpenAsync())
            {
                if ((await ScorecardBacktestRun.LatestAsync(db, "own-v1", Now, Cancel)).Last is { FinishedAt: not null } last)
                {
                    last.State.ShouldBe(state, last.Error);
                    if (!await Dapper.SqlMapper.ExecuteScalarAsync<bool>(db, "select exists (select from job_runs where job = 'scorecard-back-test' and state = 'running')"))
                        return;
                }
            }
            await Task.Delay(50, Cancel);
        }
        throw new TimeoutException("The back-test did not end.");
    }
}
