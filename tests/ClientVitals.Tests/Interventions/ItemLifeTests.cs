using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.People;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Interventions;

/// <summary>The life of an item: it is open exactly as long as its cause, and every act on it can be undone with what it did.</summary>
public sealed class ItemLifeTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Email = "silent@example.com";

    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Today = new(2025, 12, 8);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Guid leila;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync(
            "delete from call_pattern_analysis; delete from clients; delete from staff; delete from job_runs; delete from call_records;"
            + SomeRows.Client(Email, "Leila", null, "Aisha")
            + SomeRows.Calls(Email, SomeRows.Weekly(new(2025, 6, 2), new(2025, 11, 5), DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday))
            + SomeRows.Client("other@example.com", "Sara", null, "Omar")
            + SomeRows.Calls("other@example.com", SomeRows.Weekly(new(2025, 6, 2), new(2025, 12, 8), DayOfWeek.Monday, DayOfWeek.Thursday)));
        leila = await AskAsync<Guid>("select client_id from client_emails where email = 'silent@example.com'");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<AnalysisDone> AnalyzeAsync(DateTimeOffset now) => new AnalyzeCallPatterns().RunAsync(database.Vitals, now, "person", null, Ct);

    private async Task<T> AskAsync<T>(string sql, object? about = null)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<T>(sql, about))!;
    }

    private Task<long> ItemAsync() => AskAsync<long>("select id from intervention_log where client_id = @leila and completed_at is null", new { leila });

    private Task<string> StoryAsync() => AskAsync<string>(
        "select string_agg(kind || coalesce(' ' || word, '') || case when undone_at is null then '' else ' (undone)' end, ', ' order by made_at, id) from intervention_events where client_id = @leila", new { leila });

    private Task<RecordOutcome.Recorded> ActAsync(long item, Outcome outcome, DateTimeOffset? at = null, DateOnly? until = null, long? seen = null, string? note = null) =>
        new RecordOutcome(item, outcome, until, note, seen).RunAsync(database.Vitals, at ?? Now, Ct);

    /// <summary>What must hold after every run: an item is open if and only if its cause is.</summary>
    private async Task MustFitTheCausesAsync() => (await AskAsync<int>("""
        select (
          (select count(*) from call_pattern_episodes e where e.closed_on is null and not exists (
            select from intervention_log i where i.cause_kind = 'EPISODE' and i.cause_id = e.id and i.client_id = e.client_id and i.completed_at is null))
          + (select count(*) from intervention_log i where i.completed_at is null and i.cause_kind = 'EPISODE' and not exists (
            select from call_pattern_episodes e where e.id = i.cause_id and e.closed_on is null)))::int
        """)).ShouldBe(0, "items and episodes differ");

    [Fact]
    public async Task It_opens_rises_and_closes_in_the_run_of_its_cause_and_a_new_episode_is_a_new_item()
    {
        // Below usual first, a break some days later.
        for (var day = new DateOnly(2025, 11, 6); day <= Today; day = day.AddDays(1))
        {
            await AnalyzeAsync(new DateTimeOffset(day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero));
            await MustFitTheCausesAsync();
        }
        (await StoryAsync()).ShouldBe("OPENED BELOW_PATTERN, WORSENED PATTERN_BREAK");
        (await AskAsync<string>("select priority || ' ' || intervention_type || ' ' || status from intervention_log")).ShouldBe("HIGH Urgent Personal Outreach PENDING");
        (await AskAsync<bool>("select i.triggered_on < e.break_on and i.triggered_on = e.opened_on from intervention_log i join call_pattern_episodes e on e.id = i.cause_id")).ShouldBeTrue();
        var item = await ItemAsync();
        (await AnalyzeAsync(Now)).Written.ShouldBe(0);
        (await StoryAsync()).ShouldBe("OPENED BELOW_PATTERN, WORSENED PATTERN_BREAK", "the same run again says nothing again");

        await database.DoAsync(SomeRows.Calls(Email, [Now.AddHours(2), Now.AddDays(1).AddHours(2)]));
        await AnalyzeAsync(Now.AddDays(2));
        await MustFitTheCausesAsync();
        (await StoryAsync()).ShouldEndWith("CLOSED returned");
        (await AskAsync<string>("select status || ' ' || close_reason from intervention_log")).ShouldBe("CANCELLED returned", "they came back before anybody acted");
        (await Should.ThrowAsync<PlainError>(() => ActAsync(item, Outcome.Reached, Now.AddDays(2)))).Message.ShouldContain("closed: returned");

        await AnalyzeAsync(Now.AddDays(60));
        await MustFitTheCausesAsync();
        (await AskAsync<int>("select count(*)::int from intervention_log where client_id = @leila", new { leila })).ShouldBe(2);
        (await ItemAsync()).ShouldNotBe(item, "an item is never opened again");
    }

    [Fact]
    public async Task A_pause_an_end_and_a_new_usual_close_it_with_their_reason()
    {
        foreach (var (outcome, reason) in new[] { (Outcome.Away, "paused"), (Outcome.AllGood, "new normal"), (Outcome.Left, "ended") })
        {
            await InitializeAsync();
            await AnalyzeAsync(Now);
            await ActAsync(await ItemAsync(), outcome, until: outcome == Outcome.Away ? new(2025, 12, 20) : null);
            (await AskAsync<string?>("select due_on::text from intervention_log")).ShouldBeNull("nothing is due meanwhile");
            await AnalyzeAsync(Now.AddDays(1));
            await MustFitTheCausesAsync();
            (await AskAsync<string>("select status || ' ' || close_reason || ' ' || outcome from intervention_log")).ShouldBe($"COMPLETED {reason} {outcome.Word()}");
        }
    }

    [Fact]
    public async Task Each_act_says_when_it_is_due_again_and_undone_everything_is_as_before()
    {
        await AnalyzeAsync(Now);
        var item = await ItemAsync();
        const string everything = """
            select md5((select string_agg(t, '|' order by t) from (
              select p.id || p.starts_on::text as t from client_pauses p where superseded_at is null
              union all select coalesce(ended_on::text, '-') from clients
              union all select 'usual' from call_pattern_new_usuals where taken_back_at is null
              union all select (to_jsonb(i) - 'updated_at')::text from intervention_log i) x))
            """;
        var before = await AskAsync<string>(everything);
        foreach (var (outcome, until, due) in new (Outcome, DateOnly?, DateOnly?)[]
        {
            (Outcome.Reached, null, Today.AddDays(7)), (Outcome.NoAnswer, null, Today.AddDays(1)), (Outcome.AllGood, null, null), (Outcome.Away, Today.AddDays(9), null),
            (Outcome.Away, null, null), (Outcome.Left, null, null), (Outcome.Snoozed, Today.AddDays(3), Today.AddDays(3)),
        })
        {
            var done = await ActAsync(item, outcome, until: until);
            done.DueOn.ShouldBe(due, outcome.ToString());
            (await AskAsync<string>("select status || ' ' || outcome || ' ' || executed_by from intervention_log")).ShouldBe($"IN_PROGRESS {outcome.Word()} test");
            await new UndoAct(done.Id).RunAsync(database.Vitals, Now, Ct);
            (await AskAsync<string>(everything)).ShouldBe(before, outcome.ToString());
            await Should.ThrowAsync<NotFoundException>(() => new UndoAct(done.Id).RunAsync(database.Vitals, Now, Ct));
        }
        // A note changes nothing of the item; the analysis's own lines cannot be undone.
        await ActAsync(item, Outcome.Note, note: "Knee");
        (await AskAsync<string>(everything)).ShouldBe(before);
        var opened = await AskAsync<long>("select min(id) from intervention_events where kind = 'OPENED'");
        await Should.ThrowAsync<NotFoundException>(() => new UndoAct(opened).RunAsync(database.Vitals, Now, Ct));
    }

    [Fact]
    public async Task No_answer_is_tried_again_the_next_day_then_every_two_days_until_somebody_reaches_them()
    {
        await AnalyzeAsync(Now);
        var item = await ItemAsync();
        var day = Now;
        foreach (var wait in new[] { 1, 2, 2 })
        {
            var done = await ActAsync(item, Outcome.NoAnswer, day);
            done.DueOn.ShouldBe(DateOnly.FromDateTime(day.UtcDateTime).AddDays(wait));
            day = day.AddDays(wait);
        }
        (await ActAsync(item, Outcome.Reached, day)).DueOn.ShouldBe(DateOnly.FromDateTime(day.UtcDateTime).AddDays(7));
        (await ActAsync(item, Outcome.NoAnswer, day.AddDays(7))).DueOn.ShouldBe(DateOnly.FromDateTime(day.UtcDateTime).AddDays(8), "counted from when they were reached");
        var rows = await QueueOfToday.ReadAsync(database.Vitals, DatabaseIdentity.Service, DateOnly.FromDateTime(day.UtcDateTime).AddDays(8), Today, day.AddDays(8), Ct);
        rows.ShouldHaveSingleItem().Section.ShouldBe("again");
        rows[0].State.Tries.ShouldBe(1);
    }

    [Fact]
    public async Task The_queue_has_who_is_due_in_its_section_and_keeps_in_place_who_was_done_since_the_page_was_opened()
    {
        await AnalyzeAsync(Now);
        var item = await ItemAsync();
        async Task<string> QueueAsync(DateOnly today, DateOnly newFrom, DateTimeOffset since) =>
            string.Join(", ", await Task.WhenAll((await QueueOfToday.ReadAsync(database.Vitals, DatabaseIdentity.Service, today, newFrom, since, Ct)).Select(async row =>
                $"{row.Section} {(await QueueCounts.ReadAsync(database.Vitals, DatabaseIdentity.Service, today, newFrom, Ct)).InSection(row.Section, isOwn: false)} {row.ClientName}{(row.IsDone ? " done" : "")}")));
        (await QueueAsync(Today, Today, Now)).ShouldBe("new 1 Leila");
        (await QueueAsync(Today.AddDays(1), Today.AddDays(1), Now)).ShouldBe("longer 1 Leila");
        await ActAsync(item, Outcome.Snoozed, Now.AddMinutes(5), Today.AddDays(4));
        (await QueueAsync(Today, Today, Now)).ShouldBe("new 0 Leila done");
        (await QueueAsync(Today, Today, Now.AddMinutes(6))).ShouldBe("", "opened afterwards it is among what was done");
        (await DoneToday.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today, Ct)).ShouldHaveSingleItem().Kind.ShouldBe("SNOOZED");
        (await QueueAsync(Today.AddDays(3), Today.AddDays(3), Now.AddDays(3))).ShouldBe("");
        (await QueueAsync(Today.AddDays(4), Today.AddDays(4), Now.AddDays(4))).ShouldBe("again 1 Leila");
        var counts = await QueueCounts.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today, Today, Ct);
        (counts.ToContact, counts.DoneToday, counts.NewItems, counts.NewBreaks).ShouldBe((0, 1, 1, 1));
        (await QueueCounts.ReadAsync(database.Vitals, DatabaseIdentity.Service, Today.AddDays(4), Today.AddDays(4), Ct)).ToContact.ShouldBe(1);
    }

    [Fact]
    public async Task Who_rang_in_vain_and_whom_we_did_not_contact_have_items_too_and_ringing_again_makes_one_due()
    {
        await AnalyzeAsync(Now);
        // As an analysis leaves them: the other client rang, without an episode.
        async Task FollowAsync(DateTimeOffset at)
        {
            await using var db = await database.OpenAdminAsync();
            foreach (var step in Rooms.All.Of<AnalysisStep>())
                await db.ExecuteAsync(Sql.Of(step.Asks, step.Name), new { now = at, today = DateOnly.FromDateTime(at.UtcDateTime), client = (Guid?)null });
        }

        Task<string> OfOtherAsync() => AskAsync<string>(
            "select string_agg(i.cause_kind || ' ' || i.priority || ' ' || coalesce(i.close_reason, 'due ' || coalesce(i.due_on::text, '-')), ', ' order by i.id) from intervention_log i join client_emails e using (client_id) where e.email = 'other@example.com'");

        await database.DoAsync("update client_health_scores set pattern_rang_in_vain = 2, pattern_reason = 'Rang twice.' where email = 'other@example.com'");
        await FollowAsync(Now);
        (await OfOtherAsync()).ShouldBe("RANG_IN_VAIN CRITICAL due 2025-12-08");
        var item = await AskAsync<long>("select i.id from intervention_log i join client_emails e using (client_id) where e.email = 'other@example.com'");
        await ActAsync(item, Outcome.Reached);
        await FollowAsync(Now.AddDays(1));
        (await OfOtherAsync()).ShouldBe("RANG_IN_VAIN CRITICAL due 2025-12-15");
        await database.DoAsync("update client_health_scores set pattern_rang_in_vain = 3 where email = 'other@example.com'");
        await FollowAsync(Now.AddDays(2));
        (await OfOtherAsync()).ShouldBe("RANG_IN_VAIN CRITICAL due 2025-12-10", "they rang again since");
        (await AskAsync<string>("select string_agg(i.place || ' ' || coalesce(i.place_since::text, '-'), ', ' order by i.place) from intervention_log i where i.completed_at is null"))
            .ShouldBe(await AskAsync<string>("select string_agg(h.pattern_place || ' ' || coalesce(h.pattern_since::text, '-'), ', ' order by h.pattern_place) from client_health_scores h where h.pattern_place is not null"), "an item has the place that its client has by now");
        await database.DoAsync("update client_health_scores set pattern_rang_in_vain = null, pattern_hold = 'OUTREACH_GAP' where email = 'other@example.com'");
        await FollowAsync(Now.AddDays(3));
        (await OfOtherAsync()).ShouldBe("RANG_IN_VAIN CRITICAL answered, OUTREACH_GAP MEDIUM due 2025-12-11");
        (await QueueOfToday.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(2025, 12, 11), new(2025, 12, 11), Now.AddDays(3), Ct)).Select(row => row.Section).ShouldBe(["longer", "gap"]);
        await database.DoAsync("update client_health_scores set pattern_hold = null where email = 'other@example.com'");
        await FollowAsync(Now.AddDays(4));
        (await OfOtherAsync()).ShouldEndWith("OUTREACH_GAP MEDIUM contacted");
    }

    [Fact]
    public async Task Of_two_at_once_the_second_is_told_who_was_first()
    {
        await AnalyzeAsync(Now);
        var item = await ItemAsync();
        Task<RecordOutcome.Recorded> ByAsync(string who, Outcome outcome) =>
            database.Vitals.DoAsync(new RecordOutcome(item, outcome, Seen: 0), Actor.CommandLine(who), Now, Ct);
        var both = new[] { ByAsync("Fatima", Outcome.Reached), ByAsync("Tom", Outcome.AllGood) };
        await Task.WhenAll(both).ContinueWith(_ => { }, Ct, TaskContinuationOptions.None, TaskScheduler.Default);
        both.Count(one => one.IsCompletedSuccessfully).ShouldBe(1);
        var first = both[0].IsCompletedSuccessfully ? "Fatima was first: reached at 08:00" : "Tom was first: all good at 08:00";
        both.Single(one => one.IsFaulted).Exception!.InnerException.ShouldBeOfType<PlainError>().Message.ShouldStartWith(first);
        (await AskAsync<int>("select count(*)::int from intervention_events where made_by <> 'program'")).ShouldBe(1);
    }

    [Fact]
    public async Task Client_left_is_undone_days_later_with_the_act_and_by_its_own_number()
    {
        await AnalyzeAsync(Now);
        await ActAsync(await ItemAsync(), Outcome.Left);
        await AnalyzeAsync(Now.AddDays(3));
        await using (var db = await database.OpenAdminAsync())
        {
            var end = (await RelationEnds.ReadAsync(db, leila, null, Ct)).ShouldHaveSingleItem();
            (await new UndoEnd(leila, end.Id).RunAsync(database.Vitals, Now.AddDays(5), Ct)).ShouldBeTrue();
        }
        (await AskAsync<string?>("select ended_on::text from clients where id = @leila", new { leila })).ShouldBeNull();
        (await StoryAsync()).ShouldContain("LEFT (undone)");
        await AnalyzeAsync(Now.AddDays(6));
        await MustFitTheCausesAsync();
        (await AskAsync<int>("select count(*)::int from intervention_log where client_id = @leila and completed_at is null", new { leila })).ShouldBe(1, "they are watched again");
    }

    [Fact]
    public async Task A_merge_takes_items_along_keeps_one_open_and_an_erasure_takes_them_all()
    {
        await database.DoAsync(SomeRows.Client("second@example.com", "Leila", "Second", "Aisha")
            + SomeRows.Calls("second@example.com", SomeRows.Weekly(new(2025, 6, 2), new(2025, 11, 5), DayOfWeek.Tuesday, DayOfWeek.Thursday, DayOfWeek.Friday)));
        await AnalyzeAsync(Now);
        var second = await AskAsync<long>("select i.id from intervention_log i join client_emails e using (client_id) where e.email = 'second@example.com'");
        var kept = await ItemAsync();
        await ActAsync(second, Outcome.NoAnswer, note: "Twice");
        await new MergeClients(Email, "second@example.com").RunAsync(database.Vitals, Now, Ct);
        (await ItemAsync()).ShouldBe(kept);
        (await AskAsync<string>("select close_reason from intervention_log where id = @second", new { second })).ShouldBe("merged");
        (await StoryAsync()).ShouldContain("NO_ANSWER");
        (await AskAsync<int>("select count(*)::int from intervention_log where client_id <> @leila", new { leila })).ShouldBe(0);
        await AnalyzeAsync(Now.AddHours(1));
        await MustFitTheCausesAsync();
        await new ErasePerson(Email).RunAsync(database.Vitals, Ct);
        (await AskAsync<int>("select count(*)::int from intervention_events")).ShouldBe(0);
        (await AskAsync<int>("select count(*)::int from intervention_log")).ShouldBe(0);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_what_to_do()
    {
        await AnalyzeAsync(Now);
        var item = await ItemAsync();
        foreach (var (act, says) in new (RecordOutcome, string)[]
        {
            (new(item, Outcome.Snoozed), "Say until when"),
            (new(item, Outcome.Snoozed, Today), "The day must be 2025-12-09 to 2026-12-09, not 2025-12-08."),
            (new(item, Outcome.Snoozed, Today.AddDays(400)), "The day must be"),
            (new(item, Outcome.Reached, Today.AddDays(1)), "Only away and snoozed have a day"),
            (new(item, Outcome.Away, new(2025, 10, 1)), "must be after the day the silence began"),
            (new(item, Outcome.Note, Note: "  "), "The note is empty"),
        })
            (await Should.ThrowAsync<PlainError>(() => act.RunAsync(database.Vitals, Now, Ct))).Message.ShouldContain(says);
        await Should.ThrowAsync<NotFoundException>(() => ActAsync(item + 1000, Outcome.Reached));
        (await StoryAsync()).ShouldStartWith("OPENED");
        (await ActAsync(item, Outcome.Reached)).WasThere.ShouldBeFalse();
        (await ActAsync(item, Outcome.Reached, Now.AddHours(1))).WasThere.ShouldBeTrue("the same on the same day is said once");
    }
}
