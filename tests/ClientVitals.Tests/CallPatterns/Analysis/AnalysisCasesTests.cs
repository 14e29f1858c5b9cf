using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.People;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Analysis;

/// <summary>What people do with a book between two analyses, and what the next one makes of it.</summary>
public sealed class AnalysisCasesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Email = "leila@example.com";
    private static readonly DateOnly Start = new(2025, 6, 2);
    private static readonly DateOnly Silent = new(2025, 11, 5);
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);
    private static readonly DayOfWeek[] Thrice = [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.DoAsync(
        "delete from call_pattern_analysis; delete from call_records; delete from clients; delete from client_pauses; delete from staff; delete from job_runs;"
        + SomeRows.Client(Email, "Leila", null, "Aisha")
        + SomeRows.Calls(Email, SomeRows.Weekly(Start, Silent, Thrice)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<AnalysisDone> AnalyzeAsync(DateTimeOffset? now = null) =>
        new AnalyzeCallPatterns().RunAsync(database.Vitals, now ?? Now, "person", null, Ct);

    private async Task<IReadOnlyList<PatternBreak>> BreaksAsync(DateTimeOffset? now = null)
    {
        await using var db = await database.OpenAsync();
        return await PatternBreaks.NowAsync(db, now ?? Now, 7, null, Ct);
    }

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    [Fact]
    public async Task A_pause_of_everybody_takes_everybody_off_the_list()
    {
        await AnalyzeAsync();
        (await BreaksAsync()).ShouldHaveSingleItem();
        await using (var db = await database.OpenAsync())
            await new EnterPause(null, new(2025, 12, 9), new(2025, 12, 20), PauseReason.Closed).RunAsync(db, Now, "owner", Ct);

        await AnalyzeAsync(Now.AddDays(1));

        (await BreaksAsync(Now.AddDays(1))).ShouldBeEmpty();
        (await AskAsync<string>("select pattern_hold from client_health_scores")).ShouldBe("PAUSED");
        (await AskAsync<string>("select close_reason from call_pattern_episodes")).ShouldBe("paused");
    }

    [Fact]
    public async Task A_past_day_is_judged_with_the_pause_that_held_then_also_when_it_was_ended_since()
    {
        var leila = await AskAsync<Guid>("select id from clients");
        await using (var db = await database.OpenAsync())
        {
            await new EnterPause(leila, new(2025, 11, 4), new(2026, 1, 10), PauseReason.Travel).RunAsync(db, Now.AddDays(-30), "coach", Ct);
            await new EndPause(leila, new(2025, 11, 10)).RunAsync(db, Now, Ct);
        }

        await new AnalyzeCallPatterns(Now.AddDays(-1)).RunAsync(database.Vitals, Now.AddDays(1), "person", null, Ct);
        await AnalyzeAsync(Now.AddDays(1));

        (await AskAsync<string[]>("select array_agg(coalesce(hold, pattern_status) order by analysis_date) from call_pattern_analysis"))
            .ShouldBe(["PAUSED", "PATTERN_BREAK"]);
    }

    [Fact]
    public async Task A_client_known_by_number_only_is_judged_and_listed_by_it()
    {
        await database.DoAsync("""
            insert into client_phones (phone, client_id, is_primary) select '+971501234567', id, true from clients;
            delete from client_emails;
            update client_health_scores set email = null;
            """);
        await AnalyzeAsync();

        (await BreaksAsync()).ShouldHaveSingleItem().ClientEmail.ShouldBe("+971501234567");
        (await AskAsync<string>("select client_email from call_pattern_analysis")).ShouldBe("+971501234567");
    }

    [Fact]
    public async Task Two_who_are_merged_are_judged_by_what_both_did()
    {
        // After the fifth of November they called from another address.
        await database.DoAsync(
            SomeRows.Client("leila.haddad@example.com", "Leila", "Haddad")
            + SomeRows.Calls("leila.haddad@example.com", SomeRows.Weekly(Silent, new(2025, 12, 8), Thrice)));
        await AnalyzeAsync();
        (await BreaksAsync()).ShouldHaveSingleItem();

        await new MergeClients(Email, "leila.haddad@example.com").RunAsync(database.Vitals, Now, Ct);
        var done = await AnalyzeAsync(Now.AddHours(1));

        (done.Analyzed, done.PatternBreaks).ShouldBe((1, 0));
        (await BreaksAsync()).ShouldBeEmpty();
        (await AskAsync<string>("select close_reason from call_pattern_episodes")).ShouldBe("corrected");
    }

    [Fact]
    public async Task A_new_address_is_the_same_client_with_the_same_episode()
    {
        await AnalyzeAsync();
        await database.DoAsync("""
            update client_emails set is_primary = false;
            insert into client_emails (email, client_id, is_primary) select 'l.haddad@example.com', id, true from clients;
            update client_health_scores set email = 'l.haddad@example.com';
            """);

        await AnalyzeAsync(Now.AddDays(1));

        (await BreaksAsync(Now.AddDays(1))).ShouldHaveSingleItem().ClientEmail.ShouldBe("l.haddad@example.com");
        (await AskAsync<long>("select count(*) from call_pattern_episodes")).ShouldBe(1);
        (await AskAsync<string[]>("select array_agg(client_email order by analysis_date) from call_pattern_analysis"))
            .ShouldBe([Email, "l.haddad@example.com"], "history keeps the address of its day");
    }

    [Fact]
    public async Task Of_someone_erased_nothing_is_left_and_the_next_analysis_goes_on()
    {
        await database.DoAsync(SomeRows.Client("sara@example.com", "Sara", "Noor") + SomeRows.Calls("sara@example.com", SomeRows.Weekly(Start, new(2025, 12, 8), Thrice)));
        await AnalyzeAsync();

        await new ErasePerson(Email).RunAsync(database.Vitals, Ct);
        var done = await AnalyzeAsync(Now.AddDays(1));

        (done.Analyzed, done.PatternBreaks).ShouldBe((1, 0));
        (await AskAsync<long>("select (select count(*) from call_pattern_episodes) + (select count(*) from call_pattern_analysis where client_email like 'leila%')")).ShouldBe(0);
    }

    [Fact]
    public async Task When_the_job_did_not_run_for_days_the_list_says_since_when()
    {
        await AnalyzeAsync();
        await using var db = await database.OpenAsync();

        var said = (await LastAnalysis.ReadAsync(db, Ct)).Sentence(Now.AddDays(5), TimeZoneInfo.Utc);

        said.ShouldStartWith("As of Mon 8 Dec 2025 08:00 (UTC): 1 of 1 clients analysed.");
        said.ShouldContain("That is 5 days ago");
    }

    [Fact]
    public async Task Of_ten_thousand_clients_nobody_is_left_out()
    {
        await database.DoAsync("""
            insert into clients (id) select gen_random_uuid() from generate_series(1, 10000);
            insert into client_emails (email, client_id, is_primary) select c.id || '@example.com', c.id, true from clients c where not exists (select from client_emails e where e.client_id = c.id);
            insert into call_records (client_id, started_at) select c.id, '2025-11-20T08:00:00Z' from clients c where not exists (select from call_records r where r.client_id = c.id);
            """);

        (await AnalyzeAsync()).Analyzed.ShouldBe(10_001);

        (await AskAsync<long>("select count(distinct client_id) from call_pattern_analysis")).ShouldBe(10_001);
    }
}
