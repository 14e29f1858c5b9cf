using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Calls;
using ClientVitals.Scheduling;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Analysis;

public sealed partial class AnalyzeCallPatternsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DayOfWeek[] Thrice = [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday];
    private static readonly DateOnly Start = new(2025, 6, 2);
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("delete from call_pattern_analysis; delete from clients; delete from staff; delete from job_runs;");
        await database.DoAsync(
            SomeRows.Client("steady@example.com", "Sara", "Noor", "Omar")
            + SomeRows.Calls("steady@example.com", SomeRows.Weekly(Start, new(2025, 12, 8), Thrice))
            + SomeRows.Client("silent@example.com", "Leila", null, "Aisha")
            + SomeRows.Calls("silent@example.com", SomeRows.Weekly(Start, new(2025, 11, 5), Thrice))
            + SomeRows.Client("new@example.com", null, null)
            + SomeRows.Calls("new@example.com", SomeRows.Weekly(new(2025, 12, 1), new(2025, 12, 8), Thrice))
            + SomeRows.Client("churned@example.com", status: "CHURNED")
            + SomeRows.Calls("churned@example.com", SomeRows.Weekly(Start, new(2025, 9, 1), Thrice)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<AnalysisDone> AnalyzeAsync(DateTimeOffset? asOf = null, PatternRule rule = PatternRule.Calibrated, string? client = null, DateTimeOffset? now = null) =>
        new AnalyzeCallPatterns(asOf, rule, client).RunAsync(database.Vitals, now ?? Now, "person", null, Ct);

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    [Fact]
    public async Task A_silent_client_is_in_break_with_a_reason_an_episode_and_a_row_of_history()
    {
        var done = await AnalyzeAsync();

        done.Analyzed.ShouldBe(3, "the churned client is not judged");
        done.PatternBreaks.ShouldBe(1);
        done.NotEnoughHistory.ShouldBe(1);
        await using var db = await database.OpenAsync();
        var breaks = await PatternBreaks.NowAsync(db, Now, 7, null, Ct);
        var leila = breaks.ShouldHaveSingleItem();
        leila.ClientName.ShouldBe("Leila");
        leila.AssignedCoach.ShouldBe("Aisha");
        leila.LastActiveOn.ShouldBe(new DateOnly(2025, 11, 3));
        leila.Reason.ShouldNotBeNull().ShouldContain("3 Nov");
        leila.BreakOn.ShouldNotBeNull();
        (await AskAsync<long>("select count(*) from call_pattern_episodes where closed_on is null and worst_status = 'PATTERN_BREAK'")).ShouldBe(1);
        (await AskAsync<long>("select count(*) from call_pattern_analysis where run_id is not null")).ShouldBe(3);
        (await AskAsync<long>("select count(*) from get_pattern_breaks(36500)")).ShouldBe(1);
        (await AskAsync<string>("select state from job_runs order by id desc limit 1")).ShouldBe("succeeded");
    }

    [Fact]
    public async Task The_same_moment_again_changes_nothing()
    {
        await AnalyzeAsync();
        const string everything = """
            select md5(string_agg(x, '|' order by x)) from (
              select a::text as x from call_pattern_analysis a union all
              select h::text from client_health_scores h union all
              select e::text from call_pattern_episodes e) rows
            """;
        var before = await AskAsync<string>(everything);

        var again = await AnalyzeAsync();

        again.Written.ShouldBe(0);
        (await AskAsync<string>(everything)).ShouldBe(before);
    }

    [Fact]
    public async Task The_second_of_two_at_once_is_told_so()
    {
        await using var other = await database.OpenAsync();
        await using var holding = await other.BeginTransactionAsync(Ct);
        await other.ExecuteAsync(ClientVitals.Database.Sql.Of<AnalyzeCallPatterns>("Lock"));

        var told = await Should.ThrowAsync<PlainError>(() => AnalyzeAsync());

        told.Message.ShouldContain("running already");
    }

    [Fact]
    public async Task An_analysis_somebody_asked_for_holds_a_lease_of_the_ledger_from_its_first_moment()
    {
        await using var other = await database.OpenAdminAsync();
        Task<AnalysisDone> working;
        await using (await other.BeginTransactionAsync(Ct))
        {
            // The analysis waits here.
            await other.ExecuteAsync("lock table clients in access exclusive mode");
            working = AnalyzeAsync();
            while (await AskAsync<long>("select count(*) from job_runs where state = 'running' and lease_until > now() and started_by = 'person'") == 0)
                working.IsCompleted.ShouldBeFalse();

            (await Should.ThrowAsync<AtWorkException>(() => AnalyzeAsync(asOf: Now.AddDays(-1)))).Message.ShouldContain("already running");
        }
        await working;
        (await AskAsync<string>("select string_agg(state, ' ') from job_runs")).ShouldBe("succeeded");
    }

    [Fact]
    public async Task One_client_that_cannot_be_judged_is_told_and_the_ledger_names_nobody()
    {
        (await Should.ThrowAsync<SkippedException>(() => AnalyzeAsync(client: "nobody@example.com"))).Message.ShouldContain("nobody@example.com");
        (await AskAsync<string>("select state || ': ' || error from job_runs")).ShouldBe("skipped: The one client that was asked for is not judged.");
    }

    [Fact]
    public async Task A_past_moment_and_the_documented_rule_write_history_only()
    {
        var past = await AnalyzeAsync(asOf: new(2025, 11, 3, 8, 0, 0, TimeSpan.Zero));
        var documented = await AnalyzeAsync(rule: PatternRule.Documented);

        past.Current.ShouldBeFalse();
        past.PatternBreaks.ShouldBe(0, "on 3 November nobody was silent yet");
        documented.Current.ShouldBeFalse();
        (await AskAsync<long>("select count(*) from client_health_scores where last_pattern_check is not null")).ShouldBe(0);
        (await AskAsync<long>("select count(*) from call_pattern_episodes")).ShouldBe(0);
        (await AskAsync<long>("select count(distinct (analysis_date, rule)) from call_pattern_analysis")).ShouldBe(2);
    }

    [Fact]
    public async Task A_call_logged_later_is_not_seen_as_of_an_earlier_moment()
    {
        await database.DoAsync("""
            insert into call_records (client_id, started_at, logged_at)
            select client_id, '2025-12-05 10:00Z', '2025-12-09 10:00Z' from client_emails where email = 'silent@example.com'
            """);

        await AnalyzeAsync(asOf: Now, now: Now.AddDays(3));
        (await AskAsync<DateTime>("select last_active_on from call_pattern_analysis where client_email = 'silent@example.com'"))
            .ShouldBe(new DateTime(2025, 11, 3));

        await AnalyzeAsync(asOf: Now.AddDays(2), now: Now.AddDays(3));
        (await AskAsync<DateTime>("select last_active_on from call_pattern_analysis where client_email = 'silent@example.com' order by analysis_date desc limit 1"))
            .ShouldBe(new DateTime(2025, 12, 5));
    }

    [Fact]
    public async Task After_a_change_of_what_counts_all_calls_are_counted_again_before_anybody_is_judged()
    {
        await using (var db = await database.OpenAsync())
            await new ChangeSettings(BusinessZone: "Pacific/Kiritimati").RunAsync(db, Now, "test", Ct);
        try
        {
            await AnalyzeAsync();
            (await AskAsync<string>("select business_zone from call_rollup_basis")).ShouldBe("Pacific/Kiritimati");
            await using (var db = await database.OpenAsync())
                (await RollupProof.ReadAsync(db, Ct)).Wrong.ShouldBe(0);
            (await AskAsync<long>("select count(*) from call_pattern_analysis")).ShouldBeGreaterThan(0);
        }
        finally
        {
            await database.DoAsync("delete from settings where version > 1");
            await new RebuildRollups().RunAsync(database.Vitals, Now, Ct);
        }
    }

    [Fact]
    public async Task One_client_is_judged_as_with_the_whole_book()
    {
        await AnalyzeAsync(client: " Silent@Example.com ");

        (await AskAsync<string>("select string_agg(client_email || ' ' || pattern_status, ',') from call_pattern_analysis"))
            .ShouldBe("silent@example.com PATTERN_BREAK");
        (await AskAsync<long>("select count(*) from client_health_scores where last_pattern_check is not null")).ShouldBe(1);
    }

    [Theory]
    [InlineData("nobody@example.com", "No client has the address")]
    [InlineData("churned@example.com", "is not analysed")]
    public async Task A_client_who_cannot_be_judged_is_named_with_the_reason(string email, string says) =>
        (await Should.ThrowAsync<PlainError>(() => AnalyzeAsync(client: email))).Message.ShouldContain(says);

    [Fact]
    public async Task A_clock_behind_the_last_analysis_is_refused_with_a_sentence()
    {
        await AnalyzeAsync();
        var refused = await Should.ThrowAsync<PlainError>(() => AnalyzeAsync(now: Now.AddDays(-1)));
        refused.Message.ShouldContain("2025-12-08 08:00 (UTC)");
        refused.Message.ShouldContain("correct the clock");
    }

    [Fact]
    public async Task A_moment_in_the_future_is_refused() =>
        (await Should.ThrowAsync<PlainError>(() => AnalyzeAsync(asOf: Now.AddDays(1)))).Message.ShouldContain("future");

    [Fact]
    public async Task A_read_that_fails_leaves_the_old_values_and_a_failed_run()
    {
        await AnalyzeAsync();
        await database.DoAsync("alter table call_rollups rename column days to gone");
        try
        {
            await Should.ThrowAsync<PostgresException>(() => AnalyzeAsync(now: Now.AddDays(1)));
        }
        finally
        {
            await database.DoAsync("alter table call_rollups rename column gone to days");
        }
        (await AskAsync<long>("select count(*) from client_health_scores where pattern_status = 'PATTERN_BREAK'")).ShouldBe(1);
        (await AskAsync<string>("select state from job_runs order by id desc limit 1")).ShouldBe("failed");
        await using var db = await database.OpenAsync();
        (await LastAnalysis.ReadAsync(db, Ct)).Sentence(Now.AddDays(1), TimeZoneInfo.Utc).ShouldContain("A later run failed");
    }

    [Fact]
    public async Task Never_analysed_is_said_and_not_shown_as_nobody()
    {
        await using var db = await database.OpenAsync();
        (await LastAnalysis.ReadAsync(db, Ct)).Sentence(Now, TimeZoneInfo.Utc).ShouldContain("No analysis yet");
    }

    [Fact]
    public async Task The_list_can_be_one_coachs_book()
    {
        await AnalyzeAsync();
        await using var db = await database.OpenAsync();
        (await PatternBreaks.NowAsync(db, Now, 7, "omar", Ct)).ShouldBeEmpty();
        (await PatternBreaks.NowAsync(db, Now, 7, "AISHA", Ct)).Count.ShouldBe(1);
        (await PatternBreaks.OnAsync(db, new(2025, 12, 8), PatternRule.Calibrated, "Aisha", Ct)).Count.ShouldBe(1);
        await Should.ThrowAsync<PlainError>(() => PatternBreaks.NowAsync(db, Now, 0, null, Ct));
    }
}
