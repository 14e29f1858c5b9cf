using ClientVitals.Database;
using ClientVitals.Insights;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>The page Findings, its API and <c>ptd-watcher</c>: four different answers where nothing is listed, one's own book, each act with its undo and its place.</summary>
public sealed class FindingPagesTests(OpenDoor door) : IClassFixture<OpenDoor>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await door.DoAsync("delete from proactive_insights; delete from insight_checks; delete from job_runs where job = 'watcher-every-6h'");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<string> PageAsync(string who, string path = "/insights", int status = 200) => HealthRoutesTests.TextAsync(door, who, path, status);

    private Task FindAsync(string subject, string state = "OPEN", string? coach = null, string priority = "high") => door.DoAsync($"""
        insert into proactive_insights (insight_type, subject, title, content, priority, state, occurrences, opened_at, last_seen_at, leave_at, staff_id, snoozed_until, recovered_at, address)
        select 'dead-source', '{subject}', 'About {subject}', '{subject} has delivered nothing.', '{priority}', '{state}', 1, '2026-01-07 04:00Z', '2026-01-07 04:00Z', 0, (select id from staff where name = '{coach}'),
          case when '{state}' = 'SNOOZED' then date '2026-01-08' end, case when '{state}' = 'RECOVERED' then timestamptz '2026-01-07 04:00Z' end, '/data'
        """);

    private Task ChecksAsync(string ranAt, string state = "RAN") => door.DoAsync(
        $"delete from insight_checks; insert into insight_checks (kind, state, ran_at, succeeded_at, sentence, subjects, found, held) values ('dead-source', 'RAN', '{ranAt}', '{ranAt}', null, 1, 0, 0), ('zone-share', '{state}', '{ranAt}', null, {(state == "RAN" ? "null" : "'The database refused it.'")}, 0, 0, 0)");

    private async Task<Guid> IdAsync(string subject) =>
        (await InsightList.ReadAsync(door.Vitals, DatabaseIdentity.Service, "all", null, DateTimeOffset.UnixEpoch, 100, Cancel)).Single(one => one.Subject == subject).Id;

    private async Task<string> PostAsync(string who, string path, params (string Name, string Value)[] fields)
    {
        using var client = door.As(who);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))), Cancel);
        return $"{(int)answer.StatusCode} {answer.Headers.Location}";
    }

    [Fact]
    public async Task Not_run_failed_stale_and_none_are_four_different_answers()
    {
        var notRun = await PageAsync("owner");
        notRun.ShouldContain("Nobody has looked for findings yet");
        notRun.ShouldNotContain("Nothing new to know");

        await ChecksAsync("2026-01-07 04:30Z");
        var none = await PageAsync("owner");
        none.ShouldContain("Nothing new to know");
        none.ShouldContain("2 of the checks ran 08:30, and found nothing.");

        await ChecksAsync("2026-01-07 04:30Z", "FAILED");
        var failed = await PageAsync("owner");
        failed.ShouldContain("1 check failed in the last run; what it would find is not known.");
        failed.ShouldContain("The database refused it.");
        failed.ShouldNotContain("Nothing new to know");

        await ChecksAsync("2026-01-06 15:00Z");
        var stale = await PageAsync("owner");
        stale.ShouldContain("The watcher last ran 6 Jan 19:00.");
        stale.ShouldNotContain("Nothing new to know");
    }

    [Fact]
    public async Task A_coach_sees_their_own_book_and_a_setter_nothing()
    {
        await ChecksAsync("2026-01-07 04:30Z");
        await FindAsync("telephony");
        await FindAsync("book-of-sara", coach: "Sara");
        var owner = await PageAsync("owner");
        owner.ShouldContain("2 findings to look at");
        owner.ShouldContain("telephony has delivered nothing.");
        var coach = await PageAsync("coach");
        coach.ShouldContain("1 finding to look at");
        coach.ShouldContain("book-of-sara");
        coach.ShouldNotContain("telephony");
        (await PageAsync("other")).ShouldNotContain("book-of-sara");
        await PageAsync("setter", status: 403);
        await PageAsync("other", $"/insights/{await IdAsync("book-of-sara")}", 404);
        (await door.GetAsync("coach", "/api/v1/insights")).Body.GetArrayLength().ShouldBe(1);
        (await door.GetAsync("owner", "/api/v1/insights")).Body.GetArrayLength().ShouldBe(2);
        (await door.AskAsync("other", HttpMethod.Post, $"/api/v1/insights/{await IdAsync("book-of-sara")}/acts", new { act = "DISMISSED" })).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("accepted", "Taken by")]
    [InlineData("snoozed", "Snoozed until")]
    [InlineData("dismissed", "Dismissed by")]
    public async Task An_act_stays_in_its_place_in_one_line_and_its_undo_brings_it_back(string act, string said)
    {
        await ChecksAsync("2026-01-07 04:30Z");
        await FindAsync("telephony");
        var (id, since) = (await IdAsync("telephony"), OpenDoor.Opens.ToUnixTimeMilliseconds());
        var page = $"/insights?since={since}";
        (await PostAsync("owner", $"/insights/{id}/act", ("act", act), ("to", page))).ShouldBe($"302 {page}#finding-{id}");
        var done = await PageAsync("owner", page);
        done.ShouldContain("To look at 0");
        done.ShouldContain(said);
        // Opened again, it is where such are.
        door.Clock.Advance(TimeSpan.FromMinutes(1));
        (await PageAsync("owner")).ShouldContain(act == "accepted" ? "Being worked on 1" : "Snoozed and dismissed 1");
        var one = await InsightList.OneAsync(door.Vitals, DatabaseIdentity.Service, id, Cancel);
        (await PostAsync("owner", $"/insights/acts/{one!.LastEventId}/undo", ("to", page))).ShouldBe($"302 {page}#finding-{id}");
        (await PageAsync("owner", page)).ShouldContain("1 finding to look at");
        (await PageAsync("owner", $"/insights/{id}")).ShouldContain("Undone");
    }

    [Fact]
    public async Task A_row_has_a_key_for_each_act_and_leads_to_what_it_speaks_of()
    {
        await ChecksAsync("2026-01-07 04:30Z");
        await FindAsync("telephony");
        using var client = door.As("owner");
        var html = await client.GetStringAsync(new Uri("/insights", UriKind.Relative), Cancel);
        foreach (var key in new[] { "1", "2", "3", "4", "5" })
            html.ShouldContain($"data-key=\"{key}\"");
        html.ShouldContain("href=\"/data\"");
        html.ShouldContain("data-live=\"yes\"");
        html.ShouldContain("data-since=");
    }

    [Fact]
    public async Task The_earlier_function_answers_as_documented_and_fails_where_a_check_failed()
    {
        var (status, body) = await door.PostAsync("service", "/functions/v1/ptd-watcher", new { });
        status.ShouldBe(200);
        body.GetProperty("success").GetBoolean().ShouldBeTrue();
        body.GetProperty("insights_found").GetInt32().ShouldBe(0);
        body.GetProperty("insights_inserted").GetInt32().ShouldBe(0);
        body.GetProperty("breakdown").EnumerateObject().Select(one => one.Name).ShouldBe(["zone_alerts", "coach_alerts", "early_warnings", "package_alerts", "company_alerts"]);
        await door.DoAsync("insert into job_runs (job, slot, state, started_at, finished_at, error) values ('daily-health-scoring', '2026-01-07 04:00Z', 'failed', '2026-01-07 04:00Z', '2026-01-07 04:00Z', 'The disk is full.')");
        (_, body) = await door.PostAsync("service", "/functions/v1/ptd-watcher", new { });
        (body.GetProperty("insights_inserted").GetInt32(), body.GetProperty("breakdown").GetProperty("company_alerts").GetInt32()).ShouldBe((1, 1));

        await door.DoAsync("alter table source_silences rename column expected to gone");
        try
        {
            (status, body) = await door.PostAsync("service", "/functions/v1/ptd-watcher", new { });
        }
        finally
        {
            await door.DoAsync("alter table source_silences rename column gone to expected");
        }
        status.ShouldBe(500);
        body.GetProperty("success").GetBoolean().ShouldBeFalse();
        body.GetProperty("error").GetString()!.ShouldStartWith("2 of ");
        (await door.GetAsync("owner", "/api/v1/insights/checks")).Body.EnumerateArray().Single(one => one.GetProperty("kind").GetString() == "silent-coach").GetProperty("state").GetString().ShouldBe("FAILED");
        await door.DoAsync("delete from job_runs where job = 'daily-health-scoring' and error is not null");
    }
}
