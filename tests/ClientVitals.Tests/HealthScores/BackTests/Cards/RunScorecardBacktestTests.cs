using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.BackTests.Cards;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.BackTests.Cards;

/// <summary>A version is tested on the business's own sessions and packages as they were known; the result is kept, and says when it is out of date.</summary>
public sealed class RunScorecardBacktestTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly Scorecard Own = ShippedScorecards.Documented with
    {
        Name = "own",
        Segments = [new("VIP", new Dictionary<string, decimal> { ["engagement"] = 1, ["package"] = 0, ["momentum"] = 0 })],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("""
            update settings set business_zone = 'UTC';
            delete from scorecard_back_tests;
            delete from job_runs;
            delete from health_scorecards where name <> 'documented';
            delete from audit_log
            """);
        await new SaveScorecard(Own).RunAsync(database.Vitals, SessionBook.Now, Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// A hundred and twenty clients, half of them VIP, who train every second to fifth day for 420 days; every second stops between 100 and 320 days ago. All sessions came at
    /// once, today.
    /// </summary>
    private Task FillAsync(string knownFrom = "'2025-12-01 08:00Z'") => database.DoAsync($"""
        with made as (
          insert into clients (firstname, segment, created_at) select 'C' || n, case when n % 2 = 0 then 'VIP' else 'Basic' end, '2025-12-01' from generate_series(1, 120) n
          returning id, substr(firstname, 2)::int as n)
        insert into sessions (client_id, source, external_id, record_key, starts_at, status, known_from)
        select m.id, 'studio', m.n || '-' || d, m.n || '-' || d, s.starts_at, 'ATTENDED', {knownFrom}
        from made m
        cross join generate_series(1, 420) d
        cross join lateral (select timestamptz '2025-12-01 10:00Z' - d * interval '1 day' as starts_at) s
        where (d + m.n) % (2 + m.n % 4) = 0
          and (m.n % 2 = 0 or d > 100 + (m.n * 7) % 220)
        """);

    private async Task<CardCases.Done> ReadAsync()
    {
        await using var db = await database.Vitals.OpenAsync(Cancel);
        return await CardCases.ReadAsync(db, Own with { Version = 1 }, ShippedScorecards.Documented, SessionBook.Now, new Progress<(int, int)>(), Cancel);
    }

    private async Task<ScorecardBacktest> TestAsync(DateTimeOffset? now = null)
    {
        var test = new RunScorecardBacktest("own-v1");
        var begun = await test.BeginAsync(database.Vitals, Actor.CommandLine("test"), now ?? SessionBook.Now, Cancel);
        return await test.RunAsync(database.Vitals, begun!, now ?? SessionBook.Now, null, Cancel);
    }

    private async Task<(ScorecardBacktestRun? Last, ScorecardBacktestRun? Success)> LatestAsync(DateTimeOffset? now = null)
    {
        await using var db = await database.Vitals.OpenAsync(Cancel);
        return await ScorecardBacktestRun.LatestAsync(db, "own-v1", now ?? SessionBook.Now, Cancel);
    }

    /// <summary>The same cases, counted by SQL that shares nothing with the product.</summary>
    private Task<string> CountedAsync() => Asked.OneAsync<string>(database, """
        with days as (select distinct client_id, starts_at::date as day from sessions where status = 'ATTENDED'),
        mornings as (select date '2025-12-01' - 94 - 30 * b as day from generate_series(0, 7) b),
        judged as (
          select m.day, d.client_id, max(d.day) filter (where d.day < m.day) as last_on, count(*) filter (where d.day < m.day) as active, min(d.day) filter (where d.day >= m.day) as next_on
          from mornings m cross join days d
          group by m.day, d.client_id)
        select count(*) || ' ' || count(*) filter (where next_on is null or next_on - day >= 30) || ' ' || count(*) filter (where next_on is null or next_on - day >= 90)
        from judged where active >= 3 and day - last_on <= 60
        """);

    [Fact]
    public async Task A_history_that_came_all_at_once_is_tested_from_what_the_source_could_know_and_the_result_is_kept()
    {
        await FillAsync();
        var test = await TestAsync();
        (test.Protocol.Facts, test.Protocol.Mornings.Count, test.Protocol.Book).ShouldBe((CardFacts.Sessions, 8, 120));
        test.Protocol.Mornings[^1].Day.ShouldBe(new DateOnly(2025, 8, 29));
        test.Protocol.Mornings.ShouldAllBe(morning => !morning.SessionsTold && !morning.IsStale && morning.Unknown == 0);
        var all = test.Groups[0].Horizons;
        $"{all[0].Cases} {all[0].Silent} {all[2].Silent}".ShouldBe(await CountedAsync());
        test.Protocol.Mornings.Sum(morning => morning.Cases).ShouldBe(all[0].Cases);
        all[0].Of(CardPredictor.SilentDays).Area!.Value.ShouldBeGreaterThan(.8);
        all[0].Of(CardPredictor.Version).Area!.Value.ShouldBeGreaterThan(.8);
        test.Groups.Select(group => group.Segment).ShouldBe([null, "VIP", "Basic"], ignoreOrder: true);
        test.Protocol.Sentences().ShouldContain("On 8 of the dates sessions were not delivered yet; what their sources could know by then is used.");

        var (last, success) = await LatestAsync();
        (last!.Id, last.State, last.AskedBy, last.ComparedWith, last.IsStale, last.Done > 0 && last.Done == last.Total).ShouldBe((success!.Id, "succeeded", "test", "documented-v1", false, true));
        System.Text.Json.JsonSerializer.Serialize(success.Result).ShouldBe(System.Text.Json.JsonSerializer.Serialize(test), "what is kept is what was computed");
        (await Asked.RowsAsync<string>(database, "select state from job_runs where job = 'scorecard-back-test'")).ShouldBe(["succeeded"]);
        (await Asked.OneAsync<string>(database, "select subject || ' ' || (details ->> 'did') from audit_log where details ->> 'did' like 'back-test%'")).ShouldBe("scorecard:own-v1 back-test begun");
    }

    [Fact]
    public async Task What_was_delivered_late_is_not_seen_on_a_date_before()
    {
        await FillAsync("s.starts_at + interval '2 hours'");
        var before = await ReadAsync();
        before.Protocol.Mornings.ShouldAllBe(morning => morning.SessionsTold && !morning.IsStale);
        // C2 comes every fourth day. What they did in the last three weeks before the last date is told the day after it.
        await database.DoAsync("""
            update sessions s set known_from = '2025-08-30 08:00Z'
            from clients c where c.id = s.client_id and c.firstname = 'C2' and s.starts_at >= '2025-08-08' and s.starts_at < '2025-08-29'
            """);
        var after = await ReadAsync();
        var changed = before.Cases.Zip(after.Cases).Where(pair => pair.First != pair.Second).ToList();
        changed.Count.ShouldBe(1);
        var (told, late) = changed[0];
        (told.Morning, late.Client, late.NextIn).ShouldBe((7, told.Client, told.NextIn), "the outcome is what happened, whenever it became known");
        late.SilentDays.ShouldBeGreaterThan(told.SilentDays + 15);
        late.Version.ShouldBeLessThan(told.Version);
    }

    [Fact]
    public async Task Packages_are_used_as_they_were_known_and_days_without_news_are_not_scored()
    {
        await FillAsync("s.starts_at + interval '2 hours'");
        await database.DoAsync("""
            insert into packages (client_id, source, external_id, record_key, bought_on, kind, sessions_bought, status, known_from)
            select id, 'studio', firstname, firstname, '2025-07-10', 'Ten', 1000, 'ACTIVE', '2025-07-10 08:00Z' from clients where firstname = 'C1';
            """);
        var read = await ReadAsync();
        read.Protocol.Mornings.Select(morning => morning.PackagesTold).ShouldBe([false, false, false, false, false, false, true, true]);
        // From 8 August on nothing more was told before the last date: 21 days are too many.
        await database.DoAsync("update sessions set known_from = '2025-11-30' where starts_at >= '2025-08-08'");
        var silent = await ReadAsync();
        silent.Protocol.Mornings[^1].ShouldBe(new CardProtocol.PastDate(new(2025, 8, 29), 0, silent.Protocol.Mornings[^1].Unknown, true, true, true));
        silent.Protocol.Mornings[^1].Unknown.ShouldBeGreaterThan(30);
        silent.Protocol.Sentences().ShouldContain("On 1 of the dates no source had told of sessions for more than 8 days; nothing is scored there.");
    }

    [Fact]
    public async Task Without_enough_sessions_days_with_calls_take_their_place_and_too_little_of_both_is_said_in_days()
    {
        (await Should.ThrowAsync<PlainError>(() => TestAsync())).Message.ShouldBe("Too little history to back-test own-v1: it needs 183 days of sessions or of calls, and has 0.");
        await FillAsync();
        await database.DoAsync("delete from sessions where starts_at < '2025-06-04'");
        (await Should.ThrowAsync<PlainError>(() => TestAsync())).Message.ShouldBe("Too little history to back-test own-v1: it needs 183 days of sessions or of calls, and has 179.");
        var (last, success) = await LatestAsync();
        (last!.State, last.Error, success).ShouldBe(("failed", "Too little history to back-test own-v1: it needs 183 days of sessions or of calls, and has 179.", null));

        await database.DoAsync("""
            insert into call_records (client_id, started_at, status)
            select c.id, timestamptz '2025-12-01 10:00Z' - d * interval '1 day', 'COMPLETED'
            from clients c cross join generate_series(1, 420) d where (d + substr(c.firstname, 2)::int) % 4 = 0 and (substr(c.firstname, 2)::int % 2 = 0 or d > 100 + (substr(c.firstname, 2)::int * 7) % 220)
            """);
        await using (var db = await database.OpenAsync())
            await new ClientVitals.Calls.RebuildRollups().RunAsync(database.Vitals, SessionBook.Now, Cancel);
        var test = await TestAsync();
        (test.Protocol.Facts, test.Protocol.DaysOfSessions).ShouldBe((CardFacts.Calls, 179));
        test.Protocol.Sentences().ShouldContain(sentence => sentence.StartsWith("Sessions are on record for 179 days; 183 are needed. So days with calls take the place of sessions"));
        test.Groups[0].Horizons[0].Of(CardPredictor.Version).Area!.Value.ShouldBeGreaterThan(.7);
    }

    [Fact]
    public async Task A_former_client_and_a_pause_are_seen_as_they_were()
    {
        await FillAsync();
        var before = await ReadAsync();
        await database.DoAsync("""
            update clients set status = 'CHURNED', ended_on = '2025-08-01' where firstname = 'C2';
            insert into client_pauses (client_id, starts_on, ends_on, entered_at) select id, '2025-07-20', '2025-08-20', '2025-07-01' from clients where firstname = 'C4';
            """);
        var after = await ReadAsync();
        // C2 is judged until the end; C4 on none of the dates of the pause, and with no outcome where it begins within the horizon.
        (before.Cases.Count - after.Cases.Count).ShouldBe(2);
        after.Cases.Count(one => one.AwayIn < 30).ShouldBe(1);
        after.Protocol.Book.ShouldBe(120);
    }

    [Fact]
    public async Task One_runs_at_a_time_can_be_stopped_and_says_what_it_was()
    {
        await FillAsync();
        var test = new RunScorecardBacktest("own-v1") { BetweenBeats = TimeSpan.FromMilliseconds(20) };
        var by = Actor.CommandLine("test");
        var begun = (await test.BeginAsync(database.Vitals, by, SessionBook.Now, Cancel))!;
        (await new RunScorecardBacktest("documented-v1").BeginAsync(database.Vitals, by, SessionBook.Now, Cancel)).ShouldBeNull();
        (await LatestAsync()).Last!.IsRunning(SessionBook.Now).ShouldBeTrue();
        (await LatestAsync()).Last!.IsRunning(SessionBook.Now + ScorecardBacktestRun.Patience).ShouldBeFalse();
        (await database.Vitals.DoAsync(new StopScorecardBacktest("own-v1"), by, SessionBook.Now, Cancel)).ShouldBeTrue();
        (await database.Vitals.DoAsync(new StopScorecardBacktest("own-v1"), by, SessionBook.Now, Cancel)).ShouldBeFalse("it was asked already");
        // The book is read more slowly than signs of life are given: somebody else holds the table.
        await using (var admin = await database.OpenAdminAsync())
        await using (var held = await admin.BeginTransactionAsync(Cancel))
        {
            await admin.ExecuteAsync("lock table client_pauses in access exclusive mode", transaction: held);
            (await Should.ThrowAsync<PlainError>(() => test.RunAsync(database.Vitals, begun, SessionBook.Now, null, Cancel))).Message.ShouldStartWith("The back-test was stopped before its end");
        }
        var (last, success) = await LatestAsync();
        (last!.State, last.StopAskedBy, last.Error, success).ShouldBe(("stopped", "test", null, null));
        (await TestAsync()).Scorecard.ShouldBe("own-v1");
    }

    [Fact]
    public async Task A_result_is_out_of_date_when_its_days_or_the_scorecard_in_force_changed_and_not_before()
    {
        await FillAsync();
        await TestAsync();
        async Task<(bool, bool)> StaleAsync(int days = 0) => (await LatestAsync(SessionBook.Now.AddDays(days))).Success is var one ? (one!.OtherInForce, one.OtherData) : default;
        var client = await Asked.OneAsync<Guid>(database, "select id from clients where firstname = 'C2'");
        await database.DoAsync($"insert into sessions (client_id, source, record_key, starts_at, status, known_from) values ('{client}', 'studio', 'new', '2025-12-01 10:00Z', 'ATTENDED', '2025-12-01 12:00Z')");
        (await StaleAsync()).ShouldBe((false, false), "news of days after the test change nothing of it");
        await database.DoAsync($"insert into sessions (client_id, source, record_key, starts_at, status, known_from) values ('{client}', 'studio', 'old', '2025-10-01 10:00Z', 'ATTENDED', '2025-12-01 12:00Z')");
        (await StaleAsync()).ShouldBe((false, true));
        await TestAsync(SessionBook.Now.AddMinutes(1));
        (await StaleAsync()).ShouldBe((false, false));
        await new SwitchOnScorecard("own-v1").RunAsync(database.Vitals, SessionBook.Now, Cancel);
        (await StaleAsync()).ShouldBe((false, false), "it begins tomorrow");
        (await StaleAsync(days: 1)).ShouldBe((true, false));
    }

    [Fact]
    public async Task A_server_that_ended_and_a_coach_and_a_name_of_nothing_are_refused_or_closed()
    {
        var coach = new Actor("user:coach", "Coach", AppRole.Coach, null, DatabaseIdentity.Service) { WorksAs = AppRole.Coach };
        await Should.ThrowAsync<ForbiddenException>(() => new RunScorecardBacktest("own-v1").BeginAsync(database.Vitals, coach, SessionBook.Now, Cancel));
        await Should.ThrowAsync<ForbiddenException>(() => database.Vitals.DoAsync(new StopScorecardBacktest("own-v1"), coach, SessionBook.Now, Cancel));
        await Should.ThrowAsync<NotFoundException>(() => new RunScorecardBacktest("none-v1").BeginAsync(database.Vitals, Actor.CommandLine("test"), SessionBook.Now, Cancel));
        (await Asked.OneAsync<long>(database, "select count(*) from scorecard_back_tests")).ShouldBe(0);
        (await Asked.OneAsync<long>(database, "select count(*) from job_runs")).ShouldBe(0, "nothing is claimed in vain");
        // One whose server ended is closed by the next; of each version five are kept, a success among them.
        await database.DoAsync("""
            insert into scorecard_back_tests (scorecard_id, compared_with, asked_at, asked_by, beat_at, state, finished_at, result, tested_until, error)
            select c.id, 1, '2025-11-01', 'x', '2025-11-01', v.state, case when v.state <> 'running' then timestamptz '2025-11-01' end, case v.state when 'succeeded' then '{}'::jsonb end, case v.state when 'succeeded' then date '2025-11-01' end,
              case v.state when 'failed' then 'No.' end
            from health_scorecards c, (values (1, 'succeeded'), (2, 'failed'), (3, 'failed'), (4, 'failed'), (5, 'failed'), (6, 'failed'), (7, 'running')) v (n, state)
            where c.name = 'own' order by v.n
            """);
        await Should.ThrowAsync<PlainError>(() => TestAsync());
        (await Asked.RowsAsync<string>(database, "select state || coalesce(' ' || error, '') from scorecard_back_tests order by id")).ShouldBe(
        [
            "succeeded", "failed No.", "failed No.", "failed It did not end: the server stopped while it was running.",
            "failed Too little history to back-test own-v1: it needs 183 days of sessions or of calls, and has 0.",
        ]);
        await new RemoveScorecard("own-v1").RunAsync(database.Vitals, SessionBook.Now, Cancel);
        (await Asked.OneAsync<long>(database, "select count(*) from scorecard_back_tests")).ShouldBe(0, "they go with their version");
    }
}
