using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.BackTests;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Analysis;

/// <summary>
/// Thirty clients who call about three times a week and attend about three sessions a week, from June to Monday 8 December. The first stopped calling
/// on 20 October and keeps coming; the second stopped both that day.
/// </summary>
public sealed class VisitsCountTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    /// <summary>All that an analysis says, but for the keys that every row has of its own.</summary>
    private const string Said =
        "select md5(string_agg((to_jsonb(a) - 'id' - 'run_id' - 'created_at' - 'updated_at')::text, '|' order by a.client_email, a.analysis_date, a.rule)) from call_pattern_analysis a";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("""
            delete from source_silences; delete from call_pattern_analysis; delete from clients; delete from staff; delete from job_runs; delete from session_versions;
            insert into clients (firstname) select n::text from generate_series(1, 30) n;
            insert into client_emails (email, client_id, is_primary) select 'c' || firstname || '@example.com', id, true from clients;
            insert into client_health_scores (email, client_id) select 'c' || firstname || '@example.com', id from clients;
            """);
        await CountAsync(false);
        await CallsAsync("2025-06-02", "2025-10-20");
        await CallsAsync("2025-10-20", "2025-12-08", "c.firstname not in ('1', '2')");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<BusinessSettings> CountAsync(bool visits, DateTimeOffset? at = null) =>
        database.Vitals.DoAsync(new ChangeSettings(CountsVisits: visits), Actor.CommandLine("test"), at ?? Now, Cancel);

    /// <summary>Calls of these days, on every other working day, one in nine of which is missed.</summary>
    private Task CallsAsync(string from, string until, string whose = "true") => database.DoAsync($"""
        insert into call_records (client_id, provider, provider_call_id, started_at)
        select c.id, 'telephony', c.firstname || '-' || d::date, d + interval '10 hours'
        from clients c
        cross join generate_series('{from}'::timestamptz, '{until}'::timestamptz - interval '1 day', '1 day') d
        where (extract(isodow from d)::int + c.firstname::int) % 2 = 0 and extract(isodow from d) < 7
          and (d::date - date '2025-06-02' + 5 * c.firstname::int) % 9 <> 0
          and ({whose})
        on conflict do nothing
        """);

    /// <summary>Sessions attended on the other days, told by the source an hour later.</summary>
    private Task VisitsAsync(string from, string until, string whose = "true", string source = "studio-app") => database.DoAsync($"""
        insert into sessions (client_id, source, external_id, record_key, starts_at, status, status_at, known_from)
        select c.id, '{source}', c.firstname || '-' || d::date, c.firstname || '-' || d::date, d + interval '17 hours', 'ATTENDED', d + interval '18 hours', d + interval '18 hours'
        from clients c
        cross join generate_series('{from}'::timestamptz, '{until}'::timestamptz - interval '1 day', '1 day') d
        where (extract(isodow from d)::int + c.firstname::int) % 2 = 1 and extract(isodow from d) < 7
          and (d::date - date '2025-06-02' + 4 * c.firstname::int) % 9 <> 0
          and ({whose})
        on conflict do nothing
        """);

    /// <summary>Everybody until 20 October, then everybody but the second.</summary>
    private async Task UsualVisitsAsync()
    {
        await VisitsAsync("2025-06-02", "2025-10-20");
        await VisitsAsync("2025-10-20", "2025-12-08", "c.firstname <> '2'");
    }

    private async Task<AnalysisDone> AnalyzeAsync(DateTimeOffset? now = null, DateTimeOffset? asOf = null, PatternRule rule = PatternRule.Calibrated) =>
        await new AnalyzeCallPatterns(asOf, rule).RunAsync(database.Vitals, now ?? Now, "person", null, Cancel);

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    private Task<string?> BreaksAsync() => AskAsync<string?>("select string_agg(email, ' ' order by email) from client_health_scores where pattern_status = 'PATTERN_BREAK'")!;

    private Task<string> ReasonAsync(string firstname) => AskAsync<string>($"select pattern_reason from client_health_scores where email = 'c{firstname}@example.com'");

    [Fact]
    public async Task While_the_setting_is_off_sessions_change_no_judgement()
    {
        await AnalyzeAsync();
        var without = await AskAsync<string>(Said);
        await UsualVisitsAsync();
        await database.DoAsync("delete from call_pattern_analysis");
        await AnalyzeAsync(Now);
        (await AskAsync<string>(Said)).ShouldBe(without);
        (await BreaksAsync()).ShouldBe("c1@example.com c2@example.com");
        (await ReasonAsync("1")).ShouldContain("no calls since 1");
    }

    [Fact]
    public async Task Who_stopped_calling_and_keeps_coming_is_not_silent_and_who_stopped_both_is()
    {
        await UsualVisitsAsync();
        await AnalyzeAsync(Now.AddHours(-2));
        (await BreaksAsync()).ShouldBe("c1@example.com c2@example.com");
        const string calls = "select string_agg(email || calls_this_week || ' ' || coalesce(avg_calls_per_week::text, '–'), '|' order by email) from client_health_scores where email not in ('c1@example.com', 'c2@example.com')";
        var numbers = await AskAsync<string>(calls);

        await CountAsync(true);
        var done = await AnalyzeAsync();

        (await BreaksAsync()).ShouldBe("c2@example.com");
        (done.MissingData.Count, done.VisitsLeftOut.Count, done.AbovePattern).ShouldBe((0, 0, 0));
        (await ReasonAsync("2")).ShouldMatch("calls and visits a week|Usually .*; no calls or visits since 1[0-9] Oct");
        (await ReasonAsync("1")).ShouldContain("last call or visit");
        (await AskAsync<string>("select close_reason from call_pattern_episodes e join client_emails m on m.client_id = e.client_id where m.email = 'c1@example.com'")).ShouldBeOneOf("corrected", "returned");
        // The numbers of calls are numbers of calls.
        (await AskAsync<string>(calls)).ShouldBe(numbers);
        (await AskAsync<string>("select calls_this_week || ' ' || avg_calls_per_week::numeric(4, 2) from client_health_scores where email = 'c1@example.com'")).ShouldBe("0 0.00");

        // Switched off again, it is as before.
        await CountAsync(false, Now.AddMinutes(1));
        await AnalyzeAsync(Now.AddMinutes(2));
        (await BreaksAsync()).ShouldBe("c1@example.com c2@example.com");
    }

    [Fact]
    public async Task The_documented_rule_knows_calls_only()
    {
        await UsualVisitsAsync();
        await AnalyzeAsync(rule: PatternRule.Documented);
        var said = await AskAsync<string>(Said);
        await CountAsync(true);
        await database.DoAsync("delete from call_pattern_analysis");
        await AnalyzeAsync(rule: PatternRule.Documented);
        (await AskAsync<string>(Said)).ShouldBe(said);
    }

    [Fact]
    public async Task Attendance_that_is_taken_back_counts_no_longer_and_a_replay_of_a_past_day_still_says_what_was_known_then()
    {
        await UsualVisitsAsync();
        await CountAsync(true);
        await AnalyzeAsync(Now.AddDays(-4));
        (await BreaksAsync()).ShouldBe("c2@example.com");
        var then = await AskAsync<string>(Said);

        // On Saturday the studio takes back all visits of the first since 20 October: somebody else had used the card.
        await database.DoAsync("""
            insert into session_versions (id, client_id, source, external_id, record_key, starts_at, status, status_at, known_from, known_until)
            select s.id, s.client_id, s.source, s.external_id, s.record_key, s.starts_at, s.status, s.status_at, s.known_from, greatest(s.known_from, '2025-12-06 12:00Z')
            from sessions s join clients c on c.id = s.client_id
            where c.firstname = '1' and s.starts_at >= '2025-10-20';
            delete from sessions s using clients c where c.id = s.client_id and c.firstname = '1' and s.starts_at >= '2025-10-20';
            """);
        await AnalyzeAsync();
        (await BreaksAsync()).ShouldBe("c1@example.com c2@example.com");

        await database.DoAsync("delete from call_pattern_analysis");
        await AnalyzeAsync(Now.AddMinutes(5), asOf: Now.AddDays(-4));
        (await AskAsync<string>(Said)).ShouldBe(then);
    }

    [Fact]
    public async Task A_visit_that_became_known_later_was_not_known_then()
    {
        await UsualVisitsAsync();
        await CountAsync(true);
        await database.DoAsync("update sessions s set known_from = '2025-12-06 12:00Z' from clients c where c.id = s.client_id and c.firstname = '1' and s.starts_at >= '2025-10-20'");
        await AnalyzeAsync(asOf: Now.AddDays(-3));
        const string silent = "select string_agg(client_email, ' ' order by client_email) from call_pattern_analysis where pattern_status = 'PATTERN_BREAK'";
        (await AskAsync<string>(silent)).ShouldBe("c1@example.com c2@example.com");
        await database.DoAsync("delete from call_pattern_analysis");
        await AnalyzeAsync(asOf: Now.AddDays(-1));
        (await AskAsync<string>(silent)).ShouldBe("c2@example.com");
    }

    [Fact]
    public async Task A_session_belongs_to_the_business_day_on_which_it_begins()
    {
        await database.DoAsync("""
            insert into sessions (client_id, source, external_id, record_key, starts_at, status, known_from)
            select c.id, 'studio-app', v.key, v.key, v.at, 'ATTENDED', v.at
            from clients c, (values ('before', '2025-12-06 19:30Z'::timestamptz), ('after', '2025-12-06 20:30Z'), ('to come', '2025-12-08 09:00Z')) v (key, at)
            where c.firstname = '1'
            """);
        await using var db = await database.OpenAdminAsync();
        var settings = await BusinessSettings.InForceAsync(db, Cancel) with { BusinessZone = "Asia/Dubai" };
        var client = await db.ExecuteScalarAsync<Guid>("select id from clients where firstname = '1'");
        foreach (var isNow in new[] { true, false })
        {
            var read = CountedVisits.DaysOf(await CountedVisits.ReadAnywayAsync(db, settings, Moment.Of(Now, settings.Zone), null, isNow, Cancel), client);
            read.Select(DateOnly.FromDayNumber).ShouldBe([new DateOnly(2025, 12, 6), new DateOnly(2025, 12, 7)], $"now: {isNow}");
        }
    }

    [Fact]
    public async Task After_a_merge_the_joined_visits_are_judged()
    {
        await UsualVisitsAsync();
        await CountAsync(true);
        // The studio knows the first by another address: their calls and their visits are two clients.
        await database.DoAsync("""
            insert into clients (firstname) values ('31');
            insert into client_emails (email, client_id, is_primary) select 'app@example.com', id, true from clients where firstname = '31';
            insert into client_health_scores (email, client_id) select 'app@example.com', id from clients where firstname = '31';
            update sessions set client_id = (select id from clients where firstname = '31') where client_id = (select id from clients where firstname = '1');
            """);
        await AnalyzeAsync(Now.AddHours(-1));
        (await BreaksAsync()).ShouldBe("c1@example.com c2@example.com");
        (await ReasonAsync("1")).ShouldContain("no calls or visits since");

        await database.Vitals.DoAsync(new MergeClients("c1@example.com", "app@example.com"), Actor.CommandLine("test"), Now.AddMinutes(-30), Cancel);
        await AnalyzeAsync();
        (await BreaksAsync()).ShouldBe("c2@example.com");
    }

    [Fact]
    public async Task A_silent_source_of_sessions_is_no_silent_client()
    {
        // A third of them only come and never call.
        await database.DoAsync("delete from call_records r using clients c where c.id = r.client_id and c.firstname::int > 20");
        await UsualVisitsAsync();
        await database.DoAsync("delete from sessions where starts_at >= '2025-11-24'");
        await CountAsync(true);

        var done = await AnalyzeAsync();

        (await BreaksAsync()).ShouldBe("c2@example.com");
        done.MissingData.ShouldHaveSingleItem().ShouldContain("since Mon 24 Nov");
        done.MissingData[0].ShouldContain("the sessions of studio-app");
        (await AskAsync<string>("select pattern_reason from client_health_scores where email = 'c25@example.com'")).ShouldStartWith("Data are missing");

        // The sessions arrive: nobody was away, but for one who was.
        await VisitsAsync("2025-11-24", "2025-12-08", "c.firstname not in ('2', '25')");
        await AnalyzeAsync(Now.AddHours(1));
        (await BreaksAsync()).ShouldBe("c25@example.com c2@example.com");
        (await AskAsync<long>("select count(*) from source_silences where lifted_at is null")).ShouldBe(0);

        // Visits that count no longer leave no silence behind.
        await database.DoAsync("delete from sessions where starts_at >= '2025-11-24'");
        await AnalyzeAsync(Now.AddHours(2));
        (await AskAsync<string>("select scope || ' ' || provider from source_silences where lifted_at is null")).ShouldBe("SESSIONS studio-app");
        await CountAsync(false, Now.AddHours(3));
        await AnalyzeAsync(Now.AddHours(4));
        (await AskAsync<long>("select count(*) from source_silences where lifted_at is null")).ShouldBe(0);
    }

    [Fact]
    public async Task While_calls_are_missing_clients_who_are_seen_by_visits_are_judged()
    {
        // They come, and hardly ever called; one of them stops coming a week before the calls stop arriving.
        await database.DoAsync("delete from call_records r using clients c where c.id = r.client_id and c.firstname::int > 20 and extract(isodow from r.started_at) <> 1");
        await VisitsAsync("2025-06-02", "2025-10-20");
        await VisitsAsync("2025-10-20", "2025-12-08", "c.firstname not in ('2', '25')");
        await VisitsAsync("2025-10-20", "2025-11-17", "c.firstname = '25'");
        await database.DoAsync("delete from call_records where started_at >= '2025-12-04' or started_at >= '2025-11-17' and client_id = (select id from clients where firstname = '25')");
        await CountAsync(true);
        var done = await AnalyzeAsync();
        (await AskAsync<string>("select string_agg(concat_ws(' ', scope, provider, starts_on), ', ') from source_silences where lifted_at is null")).ShouldBe("SOURCE telephony 2025-12-04");
        done.MissingData.ShouldHaveSingleItem().ShouldContain("the source telephony");
        (await BreaksAsync()).ShouldBe("c25@example.com c2@example.com");
        (await ReasonAsync("26")).ShouldStartWith("In pattern");
    }

    [Fact]
    public async Task Sessions_that_were_imported_once_and_records_that_have_only_begun_do_not_count()
    {
        await AnalyzeAsync();
        var breaks = await BreaksAsync();
        await VisitsAsync("2025-06-02", "2025-10-01", source: "old-export");
        await CountAsync(true);
        var done = await AnalyzeAsync(Now.AddMinutes(1));
        (await BreaksAsync()).ShouldBe(breaks);
        (done.AbovePattern, done.BelowPattern).ShouldBe((0, 0));
        done.VisitsLeftOut.ShouldHaveSingleItem().ShouldBe("Visits of old-export do not count any more: the last one is of 30 Sep 2025. Import its sessions, and they count again.");
        (await ReasonAsync("1")).ShouldContain("no calls since");

        await database.DoAsync("delete from sessions");
        await VisitsAsync("2025-10-27", "2025-12-08", source: "new-app");
        done = await AnalyzeAsync(Now.AddMinutes(2));
        (await BreaksAsync()).ShouldBe(breaks);
        (done.AbovePattern, done.BelowPattern).ShouldBe((0, 0));
        done.VisitsLeftOut.ShouldHaveSingleItem().ShouldStartWith("Visits of new-app do not count yet: its records begin on 27 Oct 2025 and must cover 8 weeks.");
    }

    [Fact]
    public async Task Records_that_begin_within_the_window_make_nobody_rise_or_fall()
    {
        await AnalyzeAsync();
        await VisitsAsync("2025-09-15", "2025-10-20");
        await VisitsAsync("2025-10-20", "2025-12-08", "c.firstname <> '2'");
        // A single row with a wrong year begins nothing.
        await database.DoAsync("insert into sessions (client_id, source, external_id, record_key, starts_at, status, known_from) select id, 'studio-app', 'odd', 'odd', '2024-12-06 10:00Z', 'ATTENDED', '2025-09-15' from clients where firstname = '3'");
        await CountAsync(true);
        var done = await AnalyzeAsync(Now.AddMinutes(1));
        (await BreaksAsync()).ShouldBe("c2@example.com");
        (done.AbovePattern, done.NotEnoughHistory).ShouldBe((0, 0));
        // The first has halved what they do, and that is said.
        (await AskAsync<string>("select string_agg(email, ' ') from client_health_scores where pattern_status = 'BELOW_PATTERN'")).ShouldBe("c1@example.com");
    }

    [Fact]
    public async Task The_back_test_shows_the_difference_before_it_is_switched_on()
    {
        await UsualVisitsAsync();
        // Ten more stop calling in September and October, one after the other, and keep coming.
        await database.DoAsync("delete from call_records r using clients c where c.id = r.client_id and c.firstname::int > 20 and r.started_at >= timestamptz '2025-10-20' - 3 * (c.firstname::int - 20) * interval '1 day'");
        var tested = await BacktestAsync();
        tested.CountsVisits.ShouldBeFalse();
        var compared = tested.Visits.ShouldNotBeNull();
        (compared.Eligible, compared.Attending).ShouldBe((30, 30));
        compared.Calls.FalseAlerts.ShouldBeGreaterThanOrEqualTo(7);
        // Of those who stopped calling some halved all they do, so abruptly that a few days without anything are an alert all the same.
        compared.Visits.FalseAlerts.ShouldBeLessThanOrEqualTo(2);
        compared.Visits.Found.ShouldBeGreaterThan(compared.Calls.Found);
        compared.DaysEarlier.Low.ShouldBeGreaterThan(0);
        compared.Sentence().ShouldStartWith($"With visits counted, {compared.Visits.FalseAlerts} of {compared.Visits.Opened - compared.Visits.TooEarly} alerts would have been false, with calls alone {compared.Calls.FalseAlerts} of ");

        // What is kept says the same, and switched on both sides stay what they were.
        var (_, kept) = await BacktestRun.LatestAsync(database.Vitals, DatabaseIdentity.Service, Cancel);
        kept!.Read()!.Visits.ShouldBe(compared);
        await CountAsync(true);
        var on = await BacktestAsync();
        on.CountsVisits.ShouldBeTrue();
        on.Visits.ShouldBe(compared);
        on.Curve(BacktestRule.Calibrated).ChosenPoint.Opened.ShouldBe(compared.Visits.Opened);
        tested.Curve(BacktestRule.Calibrated).ChosenPoint.Opened.ShouldBe(compared.Calls.Opened);
    }

    private async Task<Backtest> BacktestAsync()
    {
        var test = new RunBacktest(Plantings: 2, Resamples: 100);
        var begun = (await RunBacktest.BeginAsync(database.Vitals, Now, "test", Cancel))!;
        return await test.RunAsync(database.Vitals, begun, Now, Cancel);
    }

    [Fact]
    public async Task The_weeks_of_a_client_tell_visits_apart()
    {
        await UsualVisitsAsync();
        var client = await AskAsync<Guid>("select id from clients where firstname = '1'");
        var weeks = (await ClientWeeks.OfAsync(database.Vitals, DatabaseIdentity.Service, [client], new DateOnly(2025, 12, 8), 4, Cancel, TimeZoneInfo.Utc))[client];
        weeks.Weeks.ShouldBe([0, 0, 0, 0]);
        weeks.Visits.ShouldNotBeNull().Take(3).ShouldAllBe(visits => visits >= 2);
        weeks.ActiveDays.Count.ShouldBe(weeks.Visits.Sum());
        weeks.Weekdays.Sum().ShouldBe(weeks.Visits.Sum());
        (await ClientWeeks.OfAsync(database.Vitals, DatabaseIdentity.Service, [client], new DateOnly(2025, 12, 8), 4, Cancel))[client].Visits.ShouldBeNull();
    }
}
