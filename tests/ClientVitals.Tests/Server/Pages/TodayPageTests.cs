using System.Net;
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

    private async Task<string> TodayAsync(string who)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, "/", null, everybody.Shown(who));
        status.ShouldBe((int)HttpStatusCode.OK);
        return WebUtility.HtmlDecode(text);
    }
}
