using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Insights;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Insights;

/// <summary>The checks of the rooms on what they are for: nothing where all is well, each planted trouble in the next run and once, its recovery once.</summary>
public sealed class RoomChecksTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    /// <summary>A run at noon; the business zone is UTC.</summary>
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await ToyReadings.ClearAsync(database);
        await database.DoAsync("update settings set business_zone = 'UTC'; delete from deliveries; delete from source_silences; delete from call_pattern_episodes; update job_schedules set owed_since = null, enabled = false");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<LookForFindings.Looked> LookAsync(double hours = 0) =>
        database.Vitals.DoAsync(new LookForFindings(), Principal.Program, Noon.AddHours(hours), Ct);

    /// <summary>What is there now: kind, subject and state; those that recovered are left out.</summary>
    private async Task<string> FoundAsync() => string.Join(' ', (await InsightList.ReadAsync(database.Vitals, DatabaseIdentity.Service, "all", null, DateTimeOffset.MaxValue.AddYears(-1), 500, Ct))
        .Where(one => one.State != InsightState.Recovered && one.Kind != "no-receiver").Select(one => $"{one.Kind}:{one.Subject}").Order(StringComparer.Ordinal));

    private async Task<string> SentenceAsync(string kind)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<string>("select content from proactive_insights where insight_type = @kind", new { kind }))!;
    }

    private async Task<string?> WhyNotAsync(string kind) => (await CheckStatus.ReadAsync(database.Vitals, DatabaseIdentity.Service, Ct)).Single(one => one.Kind == kind).Sentence;

    /// <summary>A delivery every 6 hours until some hours after noon.</summary>
    private Task DeliverAsync(double until, string source = "telephony", string entity = "calls", int rows = 40, int unmatched = 1) => database.DoAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"insert into deliveries (source, name, entity, state, started_at, finished_at, read, added, unmatched) select '{source}', 'x', '{entity}', 'succeeded', t, t, {rows}, {rows}, {unmatched} from generate_series(timestamptz '2025-12-01 00:00Z', timestamptz '2026-01-05 12:00Z' + interval '{until} hours', interval '6 hours') t"));

    private Task RunAsync(string job, DateTimeOffset at, string state = "succeeded", string details = "{}") => database.DoAsync(
        $"insert into job_runs (job, slot, state, started_at, finished_at, error, details) values ('{job}', '{at:O}', '{state}', '{at:O}', '{at:O}', {(state == "succeeded" ? "null" : "'The disk is full.'")}, '{details}')");

    /// <summary>A scoring at 09:00 of a day, by how many clients are in the zones.</summary>
    private Task ScoredAsync(DateOnly day, int red, int yellow, int clients = 200, string scorecard = "documented-v1") => RunAsync(
        "daily-health-scoring", new(day.ToDateTime(new(9, 0)), TimeSpan.Zero), "succeeded",
        $$"""{"as_of": "{{day:yyyy-MM-dd}}T09:00:00Z", "scorecard": "{{scorecard}}", "scored": {{clients}}, "red": {{red}}, "yellow": {{yellow}}, "green": {{clients - red - yellow}}, "purple": 0}""");

    [Fact]
    public async Task Every_check_runs_on_an_empty_database_and_on_one_with_a_row_of_everything()
    {
        var looked = await LookAsync();
        (looked.Failed, looked.Checks).ShouldBe((0, ClientVitals.Rooms.All.Of<InsightCheck>().Count()));
        looked.Checks.ShouldBeGreaterThan(9);
        (await FoundAsync()).ShouldBeEmpty();
        await database.DoAsync("delete from users; delete from staff; delete from proactive_insights; delete from insight_checks; update job_schedules set enabled = true");
        await House.SomeRows.FillAsync(database.Vitals, Ct);
        (await LookAsync(6)).Failed.ShouldBe(0);
        ClientVitals.Rooms.All.Of<InsightCheck>().Select(check => check.Kind).ShouldBeUnique();
        await database.DoAsync("delete from package_usage; delete from packages; delete from sessions; delete from payments; delete from people; delete from call_records");
    }

    [Fact]
    public async Task A_dead_source_is_found_in_the_next_run_once_holds_back_what_rests_on_it_and_its_return_is_told_once()
    {
        await DeliverAsync(0);
        (await LookAsync(18)).Opened.ShouldBe(0);
        // At the same time nothing comes of a coach: that is what the source causes.
        await SilentCoachAsync();
        (await LookAsync(24)).ShouldSatisfyAllConditions(looked => looked.Opened.ShouldBe(1), looked => looked.Held.ShouldBe(1));
        (await FoundAsync()).ShouldBe("dead-source:telephony/calls");
        (await SentenceAsync("dead-source")).ShouldStartWith("telephony has delivered no calls for 24 hours; its gaps are usually at most 6 hours.");
        (await LookAsync(30)).Opened.ShouldBe(0);
        (await ToyReadings.ToldAsync(database, "telephony/calls")).ShouldBe("ALARM:Olga");
        // Two months later it is still dead, and no habit has been made of it.
        (await LookAsync(24 * 61)).Recovered.ShouldBe(0);
        await database.DoAsync("insert into deliveries (source, name, entity, state, started_at) values ('telephony', 'x', 'calls', 'succeeded', timestamptz '2026-01-05 12:00Z' + interval '1465 hours')");
        var back = await LookAsync(1466);
        (back.Recovered, back.Opened).ShouldBe((1, 1));
        (await FoundAsync()).ShouldBe($"silent-coach:{ToyReadings.Sara}");
        (await ToyReadings.EventsAsync(database, "telephony/calls")).ShouldBe("OPENED WORSENED RECOVERED");
        (await ToyReadings.ToldAsync(database, "telephony/calls")).ShouldBe("ALARM:Olga ALARM:Olga RECOVERY:Olga");
    }

    [Fact]
    public async Task A_doubled_share_of_RED_clients_is_found_in_the_next_run_once_and_never_absorbed()
    {
        var day = new DateOnly(2025, 12, 6);
        for (var at = 0; at < 30; at++)
            await ScoredAsync(day.AddDays(at), 20 + (at % 3), 50);
        (await LookAsync()).ShouldSatisfyAllConditions(looked => looked.Opened.ShouldBe(0), looked => looked.Failed.ShouldBe(0));
        await ScoredAsync(new(2026, 1, 5), 44, 50);
        (await LookAsync(6)).Opened.ShouldBe(1);
        (await FoundAsync()).ShouldBe("zone-share:RED");
        var red = await ToyReadings.OneAsync(database, "RED");
        red.Content.ShouldStartWith("22 % of 200 scored clients are RED; in the 28 days before it was 11 %, give or take 2.2 points.");
        (await LookAsync(12)).Opened.ShouldBe(0);
        // It stays so for two months: the usual learns it, the finding is there all the same.
        for (var at = 1; at < 60; at++)
            await ScoredAsync(new DateOnly(2026, 1, 5).AddDays(at), 44, 50);
        (await LookAsync(24 * 59)).ShouldSatisfyAllConditions(looked => looked.Recovered.ShouldBe(0), looked => looked.Opened.ShouldBe(0));
        await ScoredAsync(new DateOnly(2026, 3, 6), 21, 50);
        (await LookAsync(24 * 60)).Recovered.ShouldBe(1);
        (await ToyReadings.ToldAsync(database, "RED")).ShouldBe("ALARM:Olga RECOVERY:Olga");
    }

    [Fact]
    public async Task Shares_are_compared_by_one_scorecard_and_only_where_there_are_fresh_days_enough()
    {
        (await LookAsync()).Failed.ShouldBe(0);
        (await WhyNotAsync("zone-share"))!.ShouldStartWith("Health was not scored yet");
        for (var at = 0; at < 13; at++)
            await ScoredAsync(new DateOnly(2025, 12, 22).AddDays(at), 20, 50);
        await ScoredAsync(new(2026, 1, 5), 60, 50);
        await LookAsync(1);
        (await WhyNotAsync("zone-share")).ShouldBe("It needs 14 scored days of the 28 before, by the same scorecard.");
        await ScoredAsync(new(2026, 1, 4), 20, 50, scorecard: "own-v1");
        await LookAsync(2);
        (await WhyNotAsync("zone-share")).ShouldBe("It needs 14 scored days of the 28 before, by the same scorecard.", "another scorecard makes other zones");
        await ScoredAsync(new(2025, 12, 21), 20, 50);
        (await LookAsync(3)).Opened.ShouldBe(2);
        await LookAsync(48);
        (await WhyNotAsync("zone-share")).ShouldBe("Health was last scored on 2026-01-05; it waits for the next scoring.");
        (await FoundAsync()).ShouldBe("zone-share:BELOW zone-share:RED", "what cannot be judged now stays as it was");
    }

    [Fact]
    public async Task A_silent_coach_is_found_in_the_next_run_once_and_told_to_the_owners()
    {
        (await LookAsync()).Opened.ShouldBe(0);
        await SilentCoachAsync();
        (await LookAsync(6)).Opened.ShouldBe(1);
        (await SentenceAsync("silent-coach")).ShouldBe("Since 2026-01-02 hardly any client of Sara was called or called: 1 active client-days, about 12 are usual. They stopped contacting their clients, or stopped writing it down. Ask them.");
        (await LookAsync(12)).Opened.ShouldBe(0);
        (await ToyReadings.ToldAsync(database, ToyReadings.Sara.ToString())).ShouldBe("ALARM:Olga");
        (await InsightList.ReadAsync(database.Vitals, ToyReadings.CoachOf("00000000-0000-4000-8000-00000000000a"), "all", null, Noon, 10, Ct)).ShouldBeEmpty("it speaks about the coach, not to them");
        // After a week of it, it is more urgent.
        (await LookAsync(24 * 4)).Worsened.ShouldBe(1);
        await database.DoAsync("update source_silences set ends_on = '2026-01-12'");
        (await LookAsync(24 * 8)).Recovered.ShouldBe(1);
        (await ToyReadings.ToldAsync(database, ToyReadings.Sara.ToString())).ShouldBe("ALARM:Olga ALARM:Olga RECOVERY:Olga");
    }

    private Task SilentCoachAsync() => database.DoAsync(
        $"insert into source_silences (scope, coach_id, starts_on, usual, expected, seen, chance, found_at) values ('COACH', '{ToyReadings.Sara}', '2026-01-02', array[4, 4, 4, 4, 4, 1, 0], 12, 1, 0.00001, '2026-01-05 08:00Z')");

    [Fact]
    public async Task A_failed_job_is_found_in_the_next_run_once_and_so_is_one_that_did_not_run()
    {
        await database.DoAsync("update job_schedules set enabled = true");
        await RunAsync("daily-pattern-analysis", Noon.AddHours(-4));
        await RunAsync("daily-housekeeping", Noon.AddHours(-4));
        (await LookAsync()).Opened.ShouldBe(0);
        await RunAsync("daily-pattern-analysis", Noon.AddHours(20), "failed");
        (await LookAsync(20.5)).Opened.ShouldBe(1);
        (await FoundAsync()).ShouldBe("failed-job:daily-pattern-analysis");
        (await SentenceAsync("failed-job")).ShouldBe("Analyse call patterns failed in its last run: The disk is full.");
        (await LookAsync(23)).Opened.ShouldBe(1, "housekeeping last ran 27 hours ago");
        (await FoundAsync()).ShouldBe("failed-job:daily-pattern-analysis missed-job:daily-housekeeping", "and the analysis that failed is not told twice");
        (await ToyReadings.OneAsync(database, "daily-housekeeping")).Content.ShouldStartWith("Delete expired data last succeeded ");
        await RunAsync("daily-pattern-analysis", Noon.AddHours(24));
        await RunAsync("daily-housekeeping", Noon.AddHours(24));
        (await LookAsync(25)).Recovered.ShouldBe(2);
        (await ToyReadings.ToldAsync(database, "daily-pattern-analysis")).ShouldBe("ALARM:Olga RECOVERY:Olga");
        (await FoundAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_that_gives_up_is_found_in_the_next_run_once_and_the_next_that_arrives_is_its_recovery()
    {
        Task GaveUpAsync(double hours, string state, string? error) => database.DoAsync(string.Create(CultureInfo.InvariantCulture, $"""
            with told as (
              insert into notices (kind, subject, severity, dedup_key, audience, sentence, made_at, made_by)
              values ('jobs.failed', 'x', 'warning', 'channel {hours}', 'channels', 'Something.', '{Noon:O}', 'test') returning id)
            insert into notice_deliveries (notice_id, channel_id, way, state, next_attempt_at, last_error, made_at, finished_at)
            select told.id, c.id, 'slack', '{state}', '{Noon:O}', {(error is null ? "null" : $"'{error}'")}, '{Noon:O}', '{Noon.AddHours(hours):O}' from told, notice_channels c
            """));
        await database.DoAsync($"delete from notices; delete from notice_channels; insert into notice_channels (name, kind, target, made_at, made_by) values ('team', 'slack', 'hooks.example.com', '{Noon:O}', 'test')");
        await GaveUpAsync(-2, "delivered", null);
        (await LookAsync()).Opened.ShouldBe(0);
        await GaveUpAsync(1, "dead", "It answered 404 (no such hook).");
        (await LookAsync(2)).Opened.ShouldBe(1);
        (await LookAsync(3)).Opened.ShouldBe(0);
        (await SentenceAsync("dead-channel")).ShouldStartWith("1 notice by team was given up since the last that arrived. It answered 404 (no such hook). Mend it");
        await GaveUpAsync(4, "delivered", null);
        (await LookAsync(5)).Recovered.ShouldBe(1);
        (await FoundAsync()).ShouldBeEmpty();
        await database.DoAsync("delete from notices; delete from notice_channels");
    }

    [Fact]
    public async Task A_job_that_was_abandoned_and_is_tried_again_is_no_failure_yet()
    {
        await database.DoAsync("update job_schedules set enabled = true");
        await RunAsync("daily-pattern-analysis", Noon.AddHours(-24));
        await RunAsync("daily-pattern-analysis", Noon.AddMinutes(-5), "abandoned");
        (await LookAsync()).Opened.ShouldBe(0);
        (await LookAsync(1)).Opened.ShouldBe(1);
    }

    [Fact]
    public async Task Rows_that_suddenly_match_no_client_are_found()
    {
        await DeliverAsync(-24);
        await DeliverAsync(0, "other", "sessions");
        await database.DoAsync("insert into deliveries (source, name, entity, state, started_at, read, added, unmatched) select 'telephony', 'x', 'calls', 'succeeded', t, 40, 40, 12 from generate_series(timestamptz '2026-01-04 18:00Z', '2026-01-05 12:00Z', interval '6 hours') t");
        (await LookAsync()).Opened.ShouldBe(1);
        (await SentenceAsync("unmatched-growth")).ShouldStartWith("30 % of the 160 calls that arrived in the last 24 hours match no client; in the 28 days before it was ");
    }

    [Fact]
    public async Task Many_breaks_in_a_week_are_found_and_a_usual_week_is_not()
    {
        await database.DoAsync("insert into clients (firstname) select 'c' || n from generate_series(1, 200) n");
        Task BreaksAsync(int perDay, string from, string until, int first) => database.DoAsync(
            $"insert into call_pattern_episodes (client_id, opened_on, worst_status, closed_on, close_reason) select c.id, d.day, 'BELOW_PATTERN', d.day, 'x' from generate_series(date '{from}', '{until}', interval '1 day') with ordinality d (day, n) cross join lateral (select id, row_number() over (order by firstname, id) as r from clients) c where (c.r - {first} - d.n * {perDay}) between 0 and {perDay - 1} or ({perDay} > 1 and c.r between {first} and {first + perDay - 1})");
        await RunAsync("daily-pattern-analysis", Noon.AddHours(-4), "succeeded", """{"as_of": "2026-01-05T08:00:00Z"}""");
        await LookAsync();
        (await WhyNotAsync("more-breaks")).ShouldBe("It needs 35 days of breaks to compare with.");
        await BreaksAsync(1, "2025-11-25", "2026-01-05", 0);
        (await LookAsync(1)).Opened.ShouldBe(0);
        (await WhyNotAsync("more-breaks")).ShouldBeNull();
        await BreaksAsync(4, "2026-01-01", "2026-01-05", 150);
        (await LookAsync(2)).Opened.ShouldBe(1);
        (await SentenceAsync("more-breaks")).ShouldContain("about 7 are usual in 7 days");
    }

    [Fact]
    public async Task A_coachs_book_that_goes_down_is_told_to_the_coach_and_the_owners()
    {
        await database.DoAsync($"""
            insert into clients (firstname, coach_id) select 'c' || n, case when n <= 40 then '{ToyReadings.Sara}'::uuid else '00000000-0000-4000-8000-00000000000b' end from generate_series(1, 100) n;
            insert into client_zone_changes (client_id, changed_on, scorecard_id, zone_before, zone_after, score_before, score_after, scored_before)
            select id, date '2025-12-10' + (row_number() over (order by id))::int % 18, 1, 'YELLOW', 'RED', 60, 40, '2025-12-01' from (select id from clients order by id limit 12) c;
            """);
        await ScoredAsync(new(2026, 1, 5), 20, 50);
        (await LookAsync()).Failed.ShouldBe(0);
        (await FoundAsync()).ShouldBeEmpty();
        await database.DoAsync($"insert into client_zone_changes (client_id, changed_on, scorecard_id, zone_before, zone_after, score_before, score_after, scored_before) select id, '2026-01-04', 1, 'YELLOW', 'RED', 60, 40, '2026-01-03' from (select id from clients where coach_id = '{ToyReadings.Sara}' order by id limit 9) c");
        (await LookAsync(3)).Opened.ShouldBe(0);
        (await WhyNotAsync("coach-book-red"))!.ShouldStartWith("It needs 35 days of scores", customMessage: "a rate learnt from days that are not there would be too low");
        await ScoredAsync(new(2025, 12, 2), 20, 50);
        (await LookAsync(6)).Opened.ShouldBe(1);
        (await FoundAsync()).ShouldBe($"coach-book-red:{ToyReadings.Sara}");
        (await SentenceAsync("coach-book-red")).ShouldBe("9 of 40 clients of Sara became RED in the last 7 days; by the rate of all coaches about 1.2 would have.");
        (await ToyReadings.ToldAsync(database, ToyReadings.Sara.ToString())).ShouldBe("ALARM:Olga ALARM:Sara");
    }

    [Fact]
    public async Task Clients_without_a_coach_are_found_where_others_have_one()
    {
        await database.DoAsync("insert into clients (firstname) select 'c' || n from generate_series(1, 30) n");
        (await LookAsync()).Opened.ShouldBe(0, "nobody has a coach here");
        await database.DoAsync($"update clients set coach_id = '{ToyReadings.Sara}' where firstname <> all (array['c1', 'c2', 'c3', 'c4'])");
        (await LookAsync(1)).Opened.ShouldBe(0);
        await database.DoAsync("update clients set coach_id = null where firstname = 'c5'");
        (await LookAsync(2)).Opened.ShouldBe(1);
        (await SentenceAsync("clients-without-coach")).ShouldStartWith("5 of 30 active clients have no coach");
        await database.DoAsync($"update clients set coach_id = '{ToyReadings.Sara}' where firstname = 'c5'");
        (await LookAsync(3)).Recovered.ShouldBe(0);
        await database.DoAsync($"update clients set coach_id = '{ToyReadings.Sara}' where firstname = 'c4'");
        (await LookAsync(4)).Recovered.ShouldBe(1);
    }
}
