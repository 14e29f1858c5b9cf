using ClientVitals.CallPatterns.Analysis;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.MissingData;

/// <summary>
/// Thirty clients of two coaches, three calls a week each since June, of two sources; on Monday 8 December the calls from Thursday 4
/// on are missing, of the clients that a test names.
/// </summary>
public sealed class FindSilencesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.DoAsync("""
        delete from source_silences; delete from call_pattern_analysis; delete from client_pauses; delete from clients; delete from staff; delete from job_runs;
        insert into staff (name) values ('Omar'), ('Aisha');
        insert into clients (firstname, coach_id)
        select n::text, (select id from staff where name = case when n < 15 then 'Omar' else 'Aisha' end) from generate_series(0, 29) n;
        insert into client_emails (email, client_id, is_primary) select 'c' || firstname || '@example.com', id, true from clients;
        insert into client_health_scores (email, client_id) select 'c' || firstname || '@example.com', id from clients;
        """);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Their calls of these days; even clients by video of the studio, odd ones by telephony, one call in nine is missed.</summary>
    private Task CallsAsync(string from, string until, string whose = "true") => database.DoAsync($"""
        insert into call_records (client_id, provider, provider_call_id, started_at)
        select c.id, p.name, c.firstname || '-' || d::date, d + interval '10 hours'
        from clients c
        cross join lateral (select case when c.firstname::int % 2 = 0 then 'studio' else 'telephony' end) p (name)
        cross join generate_series('{from}'::timestamptz, '{until}'::timestamptz - interval '1 day', '1 day') d
        where (extract(isodow from d)::int + c.firstname::int / 2) % 2 = 0 and extract(isodow from d) < 7
          and (d::date - date '2025-06-02' + 5 * c.firstname::int) % 9 <> 0
          and ({whose})
        on conflict do nothing
        """);

    private async Task<AnalysisDone> AnalyzeAsync(DateTimeOffset? now = null, DateTimeOffset? asOf = null) =>
        await new AnalyzeCallPatterns(asOf).RunAsync(database.Vitals, now ?? Now, "person", null, Ct);

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    private Task<string?> HeldAsync() => AskAsync<string?>("""
        select string_agg(concat_ws(' ', s.scope, s.provider, c.name, s.starts_on, s.ends_on), ', ' order by s.id)
        from source_silences s left join staff c on c.id = s.coach_id where s.lifted_at is null
        """)!;

    [Fact]
    public async Task A_book_that_delivers_has_no_silence()
    {
        await CallsAsync("2025-06-02", "2025-12-08");
        (await AnalyzeAsync()).MissingData.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_whole_book_falls_silent_no_client_is_judged_and_the_run_says_so()
    {
        await CallsAsync("2025-06-02", "2025-12-04");
        for (var day = 0; day < 12; day++)
        {
            var done = await AnalyzeAsync(Now.AddDays(day));
            done.PatternBreaks.ShouldBe(0);
            done.BelowPattern.ShouldBe(0);
            done.MissingData.ShouldHaveSingleItem().ShouldContain("since Thu 4 Dec");
        }
        (await HeldAsync()).ShouldBe("BOOK 2025-12-04");
        (await AskAsync<long>("select count(*) from source_silences")).ShouldBe(1);
        (await AskAsync<string>("select min(pattern_reason) from client_health_scores")).ShouldStartWith("Data are missing");
    }

    [Fact]
    public async Task When_the_data_arrive_the_silence_is_lifted_and_a_client_who_is_silent_is_found()
    {
        await CallsAsync("2025-06-02", "2025-12-04");
        await AnalyzeAsync(Now.AddDays(11));
        (await HeldAsync()).ShouldBe("BOOK 2025-12-04");

        await CallsAsync("2025-12-04", "2025-12-19", "c.firstname <> '4'");
        var done = await AnalyzeAsync(Now.AddDays(11).AddHours(1));

        done.MissingData.ShouldBeEmpty();
        (await HeldAsync()).ShouldBeNull();
        (await AskAsync<string>("select string_agg(email, ',') from client_health_scores where pattern_status = 'PATTERN_BREAK'")).ShouldBe("c4@example.com");
    }

    [Fact]
    public async Task A_replay_of_a_past_day_knows_of_the_silence_what_was_known_then()
    {
        const string history = "select string_agg(client_email || pattern_status || coalesce(evidence::text, '') || reason, '|' order by client_email) from call_pattern_analysis where analysis_date = '2025-12-10'";
        await CallsAsync("2025-06-02", "2025-12-04");
        await AnalyzeAsync(Now.AddDays(2));
        var then = await AskAsync<string>(history);
        await CallsAsync("2025-12-10", "2025-12-19");
        await AnalyzeAsync(Now.AddDays(11));
        (await HeldAsync()).ShouldBe("BOOK 2025-12-04 2025-12-10");

        await database.DoAsync("delete from call_pattern_analysis where analysis_date = '2025-12-10'");
        await AnalyzeAsync(Now.AddDays(11), Now.AddDays(2));

        (await AskAsync<string>(history)).ShouldBe(then);
    }

    [Fact]
    public async Task The_same_moment_again_changes_nothing()
    {
        await CallsAsync("2025-06-02", "2025-12-04");
        await AnalyzeAsync();
        (await AnalyzeAsync()).Written.ShouldBe(0);
        (await AskAsync<long>("select count(*) from source_silences")).ShouldBe(1);
    }

    [Fact]
    public async Task When_calls_come_again_without_those_of_the_silence_it_ends_and_a_holiday_is_proposed()
    {
        await CallsAsync("2025-06-02", "2025-12-04");
        await AnalyzeAsync();
        await CallsAsync("2025-12-09", "2025-12-12");
        var done = await AnalyzeAsync(Now.AddDays(4));

        (await HeldAsync()).ShouldBe("BOOK 2025-12-04 2025-12-09");
        done.PatternBreaks.ShouldBe(0);
        done.MissingData.ShouldHaveSingleItem().ShouldContain("vitals people pause --everybody --from 2025-12-04 --until 2025-12-09 --reason holiday");
    }

    [Fact]
    public async Task One_source_of_two_takes_out_its_clients_only()
    {
        await CallsAsync("2025-06-02", "2025-12-04");
        await CallsAsync("2025-12-04", "2025-12-20", "p.name = 'telephony' and c.firstname <> '5'");
        await AnalyzeAsync();
        (await HeldAsync()).ShouldBe("SOURCE studio 2025-12-04");

        var done = await AnalyzeAsync(Now.AddDays(11));

        done.MissingData.ShouldHaveSingleItem().ShouldContain("Other sources still deliver");
        (await AskAsync<string>("select string_agg(email, ',') from client_health_scores where pattern_status = 'PATTERN_BREAK'")).ShouldBe("c5@example.com");
    }

    [Fact]
    public async Task One_coach_of_two_takes_out_the_coachs_clients_only()
    {
        await CallsAsync("2025-06-02", "2025-12-04");
        await CallsAsync("2025-12-04", "2025-12-20", "c.firstname::int >= 15 and c.firstname <> '20'");
        await AnalyzeAsync();
        (await HeldAsync()).ShouldBe("COACH Omar 2025-12-04");

        var done = await AnalyzeAsync(Now.AddDays(11));

        done.MissingData.ShouldHaveSingleItem().ShouldContain("Ask Omar");
        (await AskAsync<string>("select string_agg(email, ',') from client_health_scores where pattern_status = 'PATTERN_BREAK'")).ShouldBe("c20@example.com");
    }

    [Fact]
    public async Task A_holiday_that_was_entered_is_no_silence()
    {
        await CallsAsync("2025-06-02", "2025-12-04");
        await database.DoAsync("insert into client_pauses (starts_on, ends_on, entered_at) values ('2025-12-04', '2025-12-08', '2025-12-01')");
        (await AnalyzeAsync()).MissingData.ShouldBeEmpty();
    }

    [Fact]
    public async Task Clients_who_are_all_away_are_not_missed()
    {
        await CallsAsync("2025-06-02", "2025-12-04");
        await CallsAsync("2025-12-04", "2025-12-08", "c.firstname::int >= 15");
        await database.DoAsync("insert into client_pauses (client_id, starts_on, entered_at) select id, '2025-12-04', '2025-12-01' from clients where firstname::int < 15");
        (await AnalyzeAsync()).MissingData.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_book_logged_late_as_always_is_not_silent()
    {
        await CallsAsync("2025-06-02", "2025-12-08");
        // Known three days later, always.
        await database.DoAsync("update call_records set logged_at = started_at + interval '3 days'");
        (await AnalyzeAsync()).MissingData.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_episode_that_opened_by_days_whose_data_were_missing_is_corrected()
    {
        // Five who call every day but Sunday. On the days before the silence is found the walk that corrects the rows sees a break.
        await database.DoAsync("""
            insert into call_records (client_id, provider, provider_call_id, started_at)
            select c.id, 'studio', c.firstname || '-' || d::date, d + interval '10 hours'
            from clients c, generate_series('2025-06-02'::timestamptz, '2025-12-03'::timestamptz, '1 day') d
            where c.firstname::int < 5 and extract(isodow from d) < 7
            """);
        await database.DoAsync("""
            insert into call_pattern_episodes (client_id, opened_on, worst_status) select id, '2025-12-06', 'BELOW_PATTERN' from clients where firstname::int < 5;
            update client_health_scores set last_pattern_check = '2025-12-08 08:00Z';
            """);

        await AnalyzeAsync(Now.AddDays(1));

        (await HeldAsync()).ShouldBe("BOOK 2025-12-04");
        (await AskAsync<string>("select string_agg(distinct worst_status || ' ' || close_reason, ',') from call_pattern_episodes")).ShouldBe("BELOW_PATTERN corrected");
    }

    [Fact]
    public async Task In_a_large_book_of_which_a_sample_is_counted_a_coach_and_the_book_are_found_too()
    {
        await database.DoAsync("""
            insert into staff (name) select 'Coach ' || n from generate_series(0, 49) n;
            insert into clients (firstname, coach_id)
            select n::text, s.id from generate_series(100, 4599) n join staff s on s.name = 'Coach ' || n % 50;
            """);
        await CallsAsync("2025-10-27", "2025-12-04");
        await CallsAsync("2025-12-04", "2025-12-08", "c.firstname::int % 50 <> 7");
        (await AnalyzeAsync()).MissingData.ShouldHaveSingleItem().ShouldContain("Ask Coach 7");
        (await HeldAsync()).ShouldBe("COACH Coach 7 2025-12-04");

        var done = await AnalyzeAsync(Now.AddDays(4));
        (await HeldAsync()).ShouldBe("COACH Coach 7 2025-12-04, BOOK 2025-12-08");
        var usual = await AskAsync<double>("select (usual[2])::float8 from source_silences where scope = 'BOOK'");
        usual.ShouldBe(4500 * .5 * 8 / 9, 400, "a Tuesday of the whole book, from the sample");
    }
}
