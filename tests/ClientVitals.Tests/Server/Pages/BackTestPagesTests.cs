using System.Net;
using ClientVitals.CallPatterns.BackTests;
using ClientVitals.Calls;
using ClientVitals.Database;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>The back-test's page: never run, failed, at work and done are four looks; the handle says what another budget would have done.</summary>
public sealed class BackTestPagesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private const string Address = "/call-patterns/back-test";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenDoor Door => everybody.Door;

    [Fact]
    public async Task Never_run_failed_at_work_and_done_look_different_and_the_handle_tells_of_another_budget()
    {
        (await GetAsync(Address)).ShouldContain("No back-test yet");

        // Two clients are too few; that is said, and asked again it may be.
        (await PostAsync()).ShouldBe(Address);
        (await EndedAsync()).State.ShouldBe("failed");
        var failed = await GetAsync(Address);
        failed.ShouldContain("failed");
        failed.ShouldContain("Too short to back-test");

        // One that is at work, wherever, is waited for; one whose server went away is not.
        var now = Door.Clock.GetUtcNow();
        await Door.DoAsync($"""
            insert into back_tests (asked_at, asked_by, beat_at, clients_done) values ('{now:O}', 'key:x', '{now:O}', 7);
            insert into job_runs (job, slot, started_by, started_at, node, lease_until) values ('back-test', '{now:O}', 'person', '{now:O}', 'elsewhere', now() + interval '1 hour');
            """);
        (await PostAsync()).ShouldBe(Address + "?said=back-test-at-work");
        var atWork = await GetAsync(Address);
        atWork.ShouldContain("A back-test is running");
        atWork.ShouldContain("7 clients are done");
        atWork.ShouldContain("http-equiv=\"refresh\"");
        (await Door.PostAsync("service", "/api/v1/call-patterns/back-test", new { })).Status.ShouldBe(409);
        Door.Clock.Advance(BacktestRun.Patience);
        (await GetAsync(Address)).ShouldContain("did not end");
        await Door.DoAsync("update job_runs set lease_until = now() - interval '1 second' where job = 'back-test' and state = 'running'");

        await FillAsync();
        (await PostAsync()).ShouldBe(Address);
        (await EndedAsync()).State.ShouldBe("succeeded");
        var done = await GetAsync(Address);
        done.ShouldNotContain("No back-test");
        done.ShouldContain("The four rules at ");
        // One plain sentence, and the names behind its figure.
        var sentence = System.Text.RegularExpressions.Regex.Match(done, "<h1[^>]*>We notice a client who leaves after (\\d+) days on average; (?<wrong>\\d+) of (?<all>\\d+) alerts (was|were) false\\.</h1>");
        sentence.Success.ShouldBeTrue(done.Split("<h1")[1].Split("</h1>")[0]);
        var wrong = int.Parse(sentence.Groups["wrong"].Value, System.Globalization.CultureInfo.InvariantCulture);
        System.Text.RegularExpressions.Regex.Count(done, "data-panel>Tested\\d+ Book</a>").ShouldBe(wrong);
        done.ShouldContain("<details class=\"card method\">");
        foreach (var rule in Enum.GetValues<BacktestRule>())
            done.ShouldContain($"<th scope=\"row\">{rule.Word()}</th>");
        done.ShouldContain("Budget 1: about");
        done.ShouldNotContain("Make 1 the budget");
        var quiet = await GetAsync(Address + "?at=0");
        quiet.ShouldNotContain("Budget 1: about");
        quiet.ShouldContain("the budget</button>");
        quiet.ShouldContain("value=\"0\"");
        (await everybody.AskAsync(HttpMethod.Get, Address + "?at=loud", null, everybody.Shown("owner"))).Status.ShouldBe(400);
        (await GetAsync(Address + "?at=99999")).ShouldContain("the budget</button>");
        await using var admin = await Door.OpenAdminAsync();
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from back_tests where state = 'failed'")).ShouldBe(2);
        (await admin.QueryAsync<string>("select state from job_runs where job = 'back-test' order by id")).ShouldBe(["failed", "abandoned", "succeeded"]);
        (await admin.ExecuteScalarAsync<string>("select result::text from back_tests where state = 'succeeded'"))!.ShouldNotContain("@");

        // What is kept is what was computed: the same figures after it was written down.
        var kept = (await BacktestRun.LatestAsync(Door.Vitals, DatabaseIdentity.Service, Cancel)).Success!.Read()!;
        var (_, again) = await Door.PostAsync("service", "/api/v1/call-patterns/back-test", new { });
        again.GetProperty("curves")[3].GetProperty("score").GetProperty("value").GetDouble().ShouldBe(kept.Curve(BacktestRule.Calibrated).Score.Value);
        kept.Curves.Sum(curve => curve.Points.Count).ShouldBe(again.GetProperty("curves").EnumerateArray().Sum(curve => curve.GetProperty("points").GetArrayLength()));

        // Who is erased leaves no alert behind.
        var alerts = await admin.ExecuteScalarAsync<int>("select count(*)::int from back_test_alerts");
        alerts.ShouldBeGreaterThan(0);
        await Door.DoAsync("delete from clients where id = (select client_id from back_test_alerts limit 1)");
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from back_test_alerts")).ShouldBeLessThan(alerts);
    }

    /// <summary>Sixteen clients of their own habit through 60 weeks; the last four stop twelve weeks before the end.</summary>
    private async Task FillAsync()
    {
        await Door.DoAsync("""
            with made as (
              insert into clients (firstname, lastname) select 'Tested' || n, 'Book' from generate_series(1, 16) n returning id, replace(firstname, 'Tested', '')::int as n)
            insert into call_records (client_id, started_at, status)
            select m.id, '2026-01-06 10:00Z'::timestamptz - d * interval '1 day', 'COMPLETED'
            from made m, generate_series(0, 420) d
            where (d + m.n) % (2 + m.n % 4) = 0 and (m.n <= 12 or d > 84)
            """);
        await new RebuildRollups().RunAsync(Door.Vitals, Door.Clock.GetUtcNow(), Cancel);
    }

    private async Task<BacktestRun> EndedAsync()
    {
        for (var tries = 0; tries < 3600; tries++)
        {
            var (last, _) = await BacktestRun.LatestAsync(Door.Vitals, DatabaseIdentity.Service, Cancel);
            if (last!.State != "running")
                return last;
            await Task.Delay(50, Cancel);
        }
        throw new TimeoutException("The back-test did not end.");
    }

    private async Task<string> GetAsync(string path)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown("owner"));
        status.ShouldBe(200);
        return WebUtility.HtmlDecode(text);
    }

    private async Task<string> PostAsync()
    {
        var (status, to) = await everybody.SendFormAsync("owner", Address, ("from", ""));
        status.ShouldBe(302);
        return to;
    }
}
