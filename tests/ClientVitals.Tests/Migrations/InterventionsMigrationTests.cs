using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>Earlier answers become acts on items under their numbers, and go back with a rollback; what is answered meanwhile comes over with the next push.</summary>
public sealed class InterventionsMigrationTests(TestCluster cluster)
{
    private const string Before = "20260119000002", Answers = """
        select string_agg(id || ' ' || answer || ' ' || answered_by || coalesce(' until ' || until, '') || coalesce(' note ' || note, '') || coalesce(' pause ' || pause_id, '') || case when taken_back_at is null then '' else ' taken back' end, ', ' order by id) from call_pattern_answers
        """;

    private static readonly string Supabase = Path.Combine(TestCluster.Root(), "supabase");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_become_acts_and_go_back_and_what_is_said_meanwhile_comes_over()
    {
        await using var database = await cluster.CloneAsync(Ct);
        var rollback = new RollbackMigrations(database, Supabase);
        var push = new PushMigrations(database, Supabase);
        Task BackAsync() => rollback.PlanAsync(0, Before, Ct).ContinueWith(plan => rollback.RunAsync(plan.Result, null, Ct), Ct, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default).Unwrap();
        await BackAsync();
        await using var db = await database.OpenAdminAsync(Ct);
        await db.ExecuteAsync("""
            insert into clients (firstname) values ('Leila'), ('Omar'), ('Open');
            insert into client_pauses (client_id, starts_on, ends_on) select id, '2025-12-01', '2025-12-20' from clients where firstname = 'Leila';
            insert into call_pattern_episodes (client_id, opened_on, break_on, worst_status, drift_since, closed_on, close_reason, reason)
            select id, '2025-12-01', '2025-12-03', 'PATTERN_BREAK', '2025-11-10', case firstname when 'Leila' then date '2025-12-09' end, case firstname when 'Leila' then 'paused' end, 'Quiet' from clients where firstname <> 'Nobody';
            insert into call_pattern_answers (episode_id, client_id, answer, answered_at, answered_by, answered_on, until, note, pause_id, taken_back_at)
            select e.id, c.id, v.answer, v.at::timestamptz, 'Aisha', v.at::date, v.until::date, v.note, case when v.answer = 'AWAY' then (select id from client_pauses) end, v.back::timestamptz
            from (values
              ('Leila', 'CALLED', '2025-12-08 09:00Z', null, 'Voice mail', '2025-12-08 09:05Z'),
              ('Leila', 'AWAY', '2025-12-08 09:06Z', '2025-12-20', null, null),
              ('Omar', 'FINE', '2025-12-08 10:00Z', null, null, '2025-12-08 10:01Z'),
              ('Omar', 'FINE', '2025-12-08 10:02Z', null, null, null)) v (client, answer, at, until, note, back)
            join clients c on c.firstname = v.client
            join call_pattern_episodes e on e.client_id = c.id
            order by v.at
            """);
        var before = await db.ExecuteScalarAsync<string>(Answers);

        await push.RunAsync(null, Ct);
        (await db.ExecuteScalarAsync<string>("select string_agg(c.firstname || ': ' || v.id || ' ' || v.kind || case when v.undone_at is null then '' else ' undone' end, ', ' order by v.id) from intervention_events v join clients c on c.id = v.client_id"))
            .ShouldBe("Leila: 1 REACHED undone, Leila: 2 AWAY, Omar: 3 ALL_GOOD undone, Omar: 4 ALL_GOOD");
        (await db.ExecuteScalarAsync<string>("select string_agg(c.firstname || ' ' || i.status || ' ' || coalesce(i.outcome, '-') || ' ' || coalesce(i.close_reason, 'open') || ' ' || i.priority, ', ' order by c.firstname) from intervention_log i join clients c on c.id = i.client_id"))
            .ShouldBe("Leila COMPLETED AWAY paused HIGH, Omar IN_PROGRESS ALL_GOOD open HIGH, Open PENDING - open HIGH");
        (await db.ExecuteScalarAsync<string>("select string_agg(said_on::text || case when taken_back_at is null then '' else ' back' end, ', ' order by id) from call_pattern_new_usuals")).ShouldBe("2025-12-08 back, 2025-12-08");
        (await db.ExecuteScalarAsync<int>("select count(distinct new_usual_id)::int from intervention_events where kind = 'ALL_GOOD'")).ShouldBe(2);
        (await db.ExecuteScalarAsync<int>("select count(*)::int from pg_class where relname = 'call_pattern_answers'")).ShouldBe(0);
        // An act of a kind that the earlier version does not know, and an answer.
        await db.ExecuteAsync("""
            insert into intervention_events (item_id, client_id, kind, made_at, made_on, made_by) select i.id, i.client_id, k.kind, '2025-12-09 09:00Z', '2025-12-09', 'Tom'
            from intervention_log i join clients c on c.id = i.client_id and c.firstname = 'Open', (values ('NO_ANSWER'), ('REACHED')) k (kind)
            """);
        const string acts = "select md5(string_agg(to_jsonb(v)::text, '|' order by v.id)) from intervention_events v";
        var kept = await db.ExecuteScalarAsync<string>(acts);

        await BackAsync();
        (await db.ExecuteScalarAsync<string>(Answers)).ShouldBe(before + ", 6 CALLED Tom");
        // The earlier version goes on: somebody takes one back and gives another.
        await db.ExecuteAsync("""
            update call_pattern_answers set taken_back_at = '2025-12-10 09:00Z' where id = 6;
            insert into call_pattern_answers (episode_id, client_id, answer, answered_at, answered_by, answered_on) select e.id, e.client_id, 'LEFT', '2025-12-10 10:00Z', 'Tom', '2025-12-10' from call_pattern_episodes e join clients c on c.id = e.client_id where c.firstname = 'Open'
            """);
        await push.RunAsync(null, Ct);
        (await db.ExecuteScalarAsync<string>("select string_agg(v.id || ' ' || v.kind || case when v.undone_at is null then '' else ' undone' end, ', ' order by v.id) from intervention_events v where v.id > 4"))
            .ShouldBe("5 NO_ANSWER, 6 REACHED undone, 7 LEFT");
        (await db.ExecuteScalarAsync<string>("select outcome from intervention_log i join clients c on c.id = i.client_id where c.firstname = 'Open'")).ShouldBe("LEFT");
        await db.ExecuteAsync("delete from intervention_events where id = 7; update intervention_events set undone_at = null where id = 6");
        (await db.ExecuteScalarAsync<string>(acts)).ShouldBe(kept, "nothing else was changed by going and coming back");
        (await db.ExecuteScalarAsync<long>("insert into intervention_events (item_id, client_id, kind, made_at, made_on, made_by) select i.id, i.client_id, 'NOTE', '2025-12-11 09:00Z', '2025-12-11', 'Tom' from intervention_log i limit 1 returning id")).ShouldBe(8);
    }

    [Fact]
    public async Task A_table_of_the_owner_s_of_this_name_is_set_aside_whole_and_comes_back()
    {
        await using var database = await cluster.CloneAsync(Ct);
        var rollback = new RollbackMigrations(database, Supabase);
        var push = new PushMigrations(database, Supabase);
        async Task BackAsync() => await rollback.RunAsync(await rollback.PlanAsync(0, Before, Ct), null, Ct);
        await BackAsync();
        await using var db = await database.OpenAdminAsync(Ct);
        await db.ExecuteAsync("create table public.intervention_log (id bigserial constraint intervention_log_pkey primary key, client_email text not null, intervention_type text not null); insert into public.intervention_log (client_email, intervention_type) values ('leila@example.com', 'Special Offer')");
        for (var round = 0; round < 2; round++)
        {
            await push.RunAsync(null, Ct);
            (await db.ExecuteScalarAsync<string>("select client_email || ' ' || intervention_type from archive.intervention_log__owners")).ShouldBe("leila@example.com Special Offer");
            await BackAsync();
            (await db.ExecuteScalarAsync<string>("select client_email || ' ' || intervention_type from public.intervention_log")).ShouldBe("leila@example.com Special Offer");
        }
    }
}
