using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.People;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

/// <summary>The end of a relation, entered before any alarm: until its day the client is watched, from then on nothing is expected.</summary>
public sealed class EndRelationTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Email = "silent@example.com";
    private static readonly DateOnly Today = new(2025, 12, 8);
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Guid leila;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync(
            "delete from call_pattern_analysis; delete from clients; delete from staff; delete from job_runs;"
            + SomeRows.Client(Email, "Leila", null, "Aisha")
            + SomeRows.Calls(Email, SomeRows.Weekly(new(2025, 6, 2), new(2025, 11, 5), DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday))
            + SomeRows.Client("other@example.com", "Sara", null, "Omar")
            + SomeRows.Calls("other@example.com", SomeRows.Weekly(new(2025, 6, 2), new(2025, 12, 20), DayOfWeek.Monday, DayOfWeek.Thursday)));
        await using var db = await database.OpenAsync();
        leila = (await FoundClient.RequireAsync(db, Email, "AE", Ct)).Id;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<AnalysisDone> AnalyzeAsync(DateTimeOffset now, DateTimeOffset? asOf = null) => new AnalyzeCallPatterns(asOf).RunAsync(database.Vitals, now, "person", null, Ct);

    private Task<EndRelation.Entered> EndAsync(DateOnly on, EndReason reason, DateTimeOffset now) => new EndRelation(leila, on, reason).RunAsync(database.Vitals, now, Ct);

    private async Task<List<string>> ListedAsync(DateTimeOffset now)
    {
        await using var db = await database.OpenAsync();
        return [.. (await PatternBreaks.NowAsync(db, now, 7, null, Ct)).Select(line => line.ClientEmail)];
    }

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var db = await database.OpenAsync();
        return await db.QuerySingleAsync<T>(sql, new { leila });
    }

    [Theory]
    [InlineData(EndReason.Package, "Their package ended on 10 Dec 2025; no calls are expected.")]
    [InlineData(EndReason.Agreed, "They left as agreed on 10 Dec 2025; no calls are expected.")]
    [InlineData(EndReason.Left, "They left on 10 Dec 2025; no calls are expected.")]
    [InlineData(EndReason.Other, "Former client since 10 Dec 2025; no calls are expected.")]
    public async Task Before_its_day_the_client_is_listed_on_and_after_it_not_and_the_reason_is_said(EndReason reason, string said)
    {
        var end = await EndAsync(new(2025, 12, 10), reason, Now.AddDays(-30));
        foreach (var days in new[] { 0, 1 })
        {
            await AnalyzeAsync(Now.AddDays(days));
            (await ListedAsync(Now.AddDays(days))).ShouldBe([Email], $"{days} days later it has not ended");
        }
        foreach (var days in new[] { 2, 3 })
        {
            await AnalyzeAsync(Now.AddDays(days));
            (await ListedAsync(Now.AddDays(days))).ShouldBeEmpty($"{days} days later it has ended");
            (await AskAsync<string>("select pattern_reason from client_health_scores where client_id = @leila")).ShouldBe(said);
        }
        (await AskAsync<string>("select close_reason from call_pattern_episodes where client_id = @leila")).ShouldBe("ended");
        (await AnalyzeAsync(Now.AddDays(3))).Written.ShouldBe(0, "the same moment again changes nothing");

        (await new TakeBackEnd(leila, end.Id).RunAsync(database.Vitals, Now.AddDays(3), Ct)).ShouldBeTrue();
        await AnalyzeAsync(Now.AddDays(4));
        (await ListedAsync(Now.AddDays(4))).ShouldBe([Email], "the end is taken back");
    }

    [Fact]
    public async Task Who_ended_with_too_little_history_is_not_left_among_those_who_are_too_new()
    {
        await database.DoAsync(SomeRows.Client("new@example.com", "Noor", null, "Omar") + SomeRows.Calls("new@example.com", [Now.AddDays(-9), Now.AddDays(-2)]));
        await AnalyzeAsync(Now);
        (await AskAsync<string?>("select pattern_roster from client_health_scores where email = 'new@example.com'")).ShouldBe("NOT_ENOUGH_HISTORY");
        var noor = await AskAsync<Guid>("select client_id from client_emails where email = 'new@example.com'");
        await new EndRelation(noor, Today.AddDays(1), EndReason.Agreed).RunAsync(database.Vitals, Now, Ct);
        await AnalyzeAsync(Now.AddDays(1));
        (await AskAsync<string?>("select pattern_roster from client_health_scores where email = 'new@example.com'")).ShouldBeNull();
    }

    [Fact]
    public async Task An_analysis_of_a_past_moment_knows_only_what_was_said_by_then()
    {
        // Said on 8 December of 1 December: on the 5th nobody knew.
        var end = await EndAsync(new(2025, 12, 1), EndReason.Left, Now);
        async Task<bool> JudgedAsync(DateTimeOffset asOf, DateTimeOffset now)
        {
            await AnalyzeAsync(now, asOf);
            return await AskAsync<bool>($"select exists (select from call_pattern_analysis where client_id = @leila and analysis_date = '{asOf:yyyy-MM-dd}')");
        }
        (await JudgedAsync(Now.AddDays(-3), Now.AddDays(2))).ShouldBeTrue("on the 5th nothing was known of it");
        (await JudgedAsync(Now.AddDays(1), Now.AddDays(2))).ShouldBeFalse("on the 9th it was");

        await new TakeBackEnd(leila, end.Id).RunAsync(database.Vitals, Now.AddDays(3), Ct);
        (await JudgedAsync(Now.AddDays(2), Now.AddDays(4))).ShouldBeFalse("on the 10th it was not yet taken back");
        (await JudgedAsync(Now.AddDays(3.5), Now.AddDays(4))).ShouldBeTrue("on the 11th it was");
    }

    [Fact]
    public async Task The_latest_word_holds_and_taken_back_the_one_before_holds_again()
    {
        Task<string?> EndedOnAsync() => AskAsync<string?>("select ended_on::text from clients where id = @leila");
        var december = await EndAsync(new(2025, 12, 31), EndReason.Package, Now);
        (await EndAsync(new(2025, 12, 31), EndReason.Package, Now.AddDays(1))).ShouldBe(december with { WasThere = true });
        var march = await EndAsync(new(2026, 3, 31), EndReason.Package, Now.AddDays(2));
        (await EndedOnAsync()).ShouldBe("2026-03-31", "renewed");
        await using (var db = await database.OpenAsync())
            (await RelationEnds.ReadAsync(db, null, Today, Ct)).ShouldHaveSingleItem().EndsOn.ShouldBe(new DateOnly(2026, 3, 31));
        (await new TakeBackEnd(leila, march.Id).RunAsync(database.Vitals, Now.AddDays(3), Ct)).ShouldBeTrue();
        (await EndedOnAsync()).ShouldBe("2025-12-31");
        (await new TakeBackEnd(leila, march.Id).RunAsync(database.Vitals, Now.AddDays(3), Ct)).ShouldBeFalse("it was taken back already");
        (await new TakeBackEnd(leila, december.Id).RunAsync(database.Vitals, Now.AddDays(4), Ct)).ShouldBeTrue();
        (await EndedOnAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_a_sentence()
    {
        await database.DoAsync("update clients set started_on = '2025-06-02'");
        (await Should.ThrowAsync<PlainError>(() => EndAsync(new(2025, 6, 1), EndReason.Other, Now))).Message.ShouldContain("became a client on 2025-06-02");
        (await Should.ThrowAsync<PlainError>(() => new EndRelation(leila, Today, Note: new string('x', 2001)).RunAsync(database.Vitals, Now, Ct))).Message.ShouldContain("note");
        await Should.ThrowAsync<NotFoundException>(() => new EndRelation(Guid.NewGuid(), Today).RunAsync(database.Vitals, Now, Ct));
        (await AskAsync<int>("select count(*)::int from client_status_changes")).ShouldBe(0);
    }

    [Fact]
    public async Task The_end_of_a_record_that_is_merged_away_ends_nothing_of_the_client_who_is_kept()
    {
        await database.DoAsync(SomeRows.Client("second@example.com", "Leila", null, "Aisha"));
        var second = await AskAsync<Guid>("select client_id from client_emails where email = 'second@example.com'");
        await new EndRelation(second, new(2025, 12, 1), EndReason.Left).RunAsync(database.Vitals, Now.AddDays(-9), Ct);
        await new MergeClients(Email, "second@example.com").RunAsync(database.Vitals, Now, Ct);
        (await AskAsync<string?>("select ended_on::text from clients where id = @leila")).ShouldBeNull();
        (await AskAsync<int>("select count(*)::int from client_status_changes where client_id = @leila")).ShouldBe(1, "it stays on record");
        foreach (var asOf in new[] { -3, 1 })
        {
            await AnalyzeAsync(Now.AddDays(2), Now.AddDays(asOf));
            (await AskAsync<int>($"select count(*)::int from call_pattern_analysis where client_id = @leila and analysis_date = '{Now.AddDays(asOf):yyyy-MM-dd}'")).ShouldBe(1, $"{asOf}");
        }
    }

    [Fact]
    public async Task An_agreed_end_is_no_alarm_that_was_missed()
    {
        await database.DoAsync("delete from call_pattern_episodes");
        await using var db = await database.OpenAsync();
        Task<PatternRecord> RecordAsync() => PatternRecord.OfAsync(db, new(2025, 10, 1), new(2026, 1, 1), null, Today, Ct);
        var end = await EndAsync(new(2025, 12, 1), EndReason.Package, Now);
        (await RecordAsync()).Missed.ShouldBe(0);
        await new TakeBackEnd(leila, end.Id).RunAsync(database.Vitals, Now, Ct);
        await EndAsync(new(2025, 12, 1), EndReason.Left, Now.AddMinutes(1));
        (await RecordAsync()).Missed.ShouldBe(1);
    }
}
