using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>The morning says what it rests on: a failed analysis, missing data, a silent source, each to whom it concerns.</summary>
public sealed class TodayPageTests(Everybody everybody) : IClassFixture<Everybody>
{
    [Fact]
    public async Task Not_run_failed_missing_and_silent_are_each_said_to_whom_it_concerns()
    {
        var door = everybody.Door;
        var before = await TodayAsync("owner");
        before.ShouldContain("System status");
        before.ShouldContain("○ never run");
        before.ShouldNotContain("The last analysis failed");
        before.ShouldNotContain("Data are missing");

        var now = door.Clock.GetUtcNow();
        await door.DoAsync($"""
            insert into job_runs (job, slot, started_by, state, started_at, finished_at, error)
            values ('daily-pattern-analysis', '{now:O}', 'schedule', 'failed', '{now:O}', '{now:O}', 'The disk is full; make room.');
            insert into source_silences (scope, coach_id, starts_on, usual, expected, seen, chance, found_at)
            select 'COACH', s.id, '2026-01-05', '{"{1,1,1,1,1,1,1}"}', 9, 0, 0.0001, '{now:O}' from staff s where s.name = 'Tom';
            insert into deliveries (source, name, started_at, finished_at, state)
            select 'telephone', 'calls', '{now:O}'::timestamptz - interval '3 days' - d * interval '1 hour', '{now:O}', 'succeeded' from generate_series(1, 30) d;
            """);
        door.Clock.Advance(TimeSpan.FromSeconds(11));

        var owner = await TodayAsync("owner");
        owner.ShouldContain("The last analysis failed.");
        owner.ShouldContain("The disk is full; make room.");
        owner.ShouldContain("href=\"/jobs/daily-pattern-analysis\"");
        owner.ShouldContain("of the clients of Tom");
        owner.ShouldContain("≈ silent since");
        var tom = await TodayAsync("other");
        tom.ShouldContain("of the clients of Tom");
        tom.ShouldNotContain("telephone");
        tom.ShouldNotContain("href=\"/jobs");
        var sara = await TodayAsync("coach");
        sara.ShouldContain("The last analysis failed.");
        sara.ShouldNotContain("clients of Tom");
    }

    [Fact]
    public async Task Who_fell_silent_together_is_one_remark_and_one_tap_pauses_those_of_their_own_book()
    {
        var door = everybody.Door;
        (await TodayAsync("owner")).ShouldNotContain("quiet together");
        await door.DoAsync("""
            create table hub_before as select client_id, pattern_status, pattern_hold, pattern_since, last_pattern_check from client_health_scores;
            update client_health_scores set pattern_status = 'NORMAL', pattern_hold = 'TOGETHER', pattern_since = '2025-12-29', last_pattern_check = '2026-01-06 04:00Z';
            """);
        (await TodayAsync("owner")).ShouldContain("2 clients have been quiet together since about Mon 29 Dec: a holiday, or a phone system that stopped sending?");
        (await TodayAsync("coach")).ShouldContain("1 client has been quiet");
        var (status, _, _, response) = await everybody.AskAsync(
            HttpMethod.Post, "/call-patterns/together/pause", new FormUrlEncodedContent([new("to", "/"), new("until", "2026-01-08")]), everybody.Shown("coach"));
        status.ShouldBe(302);
        response.Headers.Location!.OriginalString.ShouldMatch(@"^/\?said=together-paused&undo=\d+&count=1$");
        await using var admin = await door.OpenAdminAsync();
        // One tap takes all of them back again.
        var (_, _, page, _) = await everybody.AskAsync(HttpMethod.Get, response.Headers.Location!.OriginalString, null, everybody.Shown("coach"));
        var takeBack = Regex.Match(page, "action=\"(/call-patterns/together/\\d+/take-back)\"").Groups[1].Value;
        (await everybody.AskAsync(HttpMethod.Post, takeBack, new FormUrlEncodedContent([new("to", "/")]), everybody.Shown("coach"))).Response.Headers.Location!.OriginalString.ShouldBe("/?said=several-back&count=1");
        (await Dapper.SqlMapper.ExecuteScalarAsync<long>(admin, "select count(*) from client_pauses where client_id is not null and superseded_at is null")).ShouldBe(0);
        await everybody.AskAsync(HttpMethod.Post, "/call-patterns/together/pause", new FormUrlEncodedContent([new("to", "/"), new("until", "2026-01-08")]), everybody.Shown("coach"));
        (await Dapper.SqlMapper.QueryAsync<(Guid, string, string)>(admin, "select client_id, starts_on::text, ends_on::text from client_pauses where client_id is not null and superseded_at is null"))
            .ShouldBe([(door.Leila, "2025-12-29", "2026-01-08")]);
        await door.DoAsync("""
            delete from client_pauses;
            update client_health_scores h set pattern_status = b.pattern_status, pattern_hold = b.pattern_hold, pattern_since = b.pattern_since, last_pattern_check = b.last_pattern_check
            from hub_before b where b.client_id = h.client_id;
            drop table hub_before;
            """);
    }

    private async Task<string> TodayAsync(string who)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, "/", null, everybody.Shown(who));
        status.ShouldBe((int)HttpStatusCode.OK);
        return WebUtility.HtmlDecode(text);
    }
}
