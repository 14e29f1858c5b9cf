using ClientVitals.Adopt;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>The owner's own database is taken over with every row, or refused by name with nothing changed.</summary>
public sealed partial class AdoptDatabaseTests(TestCluster cluster) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private VitalsDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await OwnersDatabase.CopyAsync(cluster);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    private Task<string> StateAsync() => DatabaseState.OfAsync(database, Cancel);

    private async Task<Adopted> AdoptAsync() => await OwnersDatabase.Adopt(database).RunAsync(OwnersDatabase.Aside, Now, Cancel);

    private async Task AdoptAndPushAsync()
    {
        await AdoptAsync();
        await OwnersDatabase.Push(database).RunAsync(null, Cancel);
    }

    [Fact]
    public async Task Afterwards_push_verify_drift_and_lint_are_clean()
    {
        await AdoptAsync();
        (await OwnersDatabase.Push(database).PlanAsync(Cancel)).Count.ShouldBe(MigrationFile.ReadAll(MigrationFile.Folder()).Count);
        await OwnersDatabase.Push(database).RunAsync(null, Cancel);
        (await OwnersDatabase.Push(database).RunAsync(null, Cancel)).ShouldBeEmpty();
        (await new VerifyMigrations(database, MigrationFile.Folder()).RunAsync(null, Cancel)).Select(verdict => verdict.Fault).OfType<string>().ShouldBeEmpty();
        (await SchemaDrift.ReadAsync(database, MigrationFile.Folder(), Cancel)).ShouldBeEmpty();
        await using var connection = await database.OpenAdminAsync(Cancel);
        (await SchemaFault.ReadAsync(connection, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_row_is_kept_and_counted()
    {
        var done = await AdoptAsync();
        done.Rows.ShouldBe(
        [
            new("public.agent_conversations", 0, 0), new("public.agent_knowledge", 2, 2), new("set_aside.call_records", 40, 40),
            new("public.call_pattern_analysis", 204, 204), new("public.capi_events", 0, 0), new("public.client_health_scores", 204, 204),
            new("public.contact_owner_history", 3, 3), new("public.deals", 2, 2), new("public.leads", 1, 1),
            new("public.proactive_insights", 1, 1), new("public.staff", 2, 3),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task What_his_rows_said_they_say_still()
    {
        const string Hub = "select md5(string_agg(concat_ws('|', id, firstname, lastname, health_score, health_zone, round(package_value_aed, 2), client_segment, pattern_status, calls_this_week, avg_calls_per_week, last_pattern_check, updated_at, favourite_studio), ';' order by id)) from client_health_scores";
        const string History = "select md5(string_agg(concat_ws('|', id, client_email, analysis_date, calls_this_week, avg_calls_per_week, pattern_status, deviation_pct, created_at, updated_at), ';' order by id)) from call_pattern_analysis";
        var before = (await AskAsync<string>(Hub), await AskAsync<string>(History));
        await AdoptAndPushAsync();
        (await AskAsync<string>(Hub), await AskAsync<string>(History)).ShouldBe(before);
    }

    [Fact]
    public async Task Each_row_of_the_hub_is_a_client_with_address_and_coach_and_history_knows_whose_it_is()
    {
        await AdoptAndPushAsync();
        (await AskAsync<long>("select count(*) from clients c join client_health_scores h on h.client_id = c.id where c.source = 'adopted'")).ShouldBe(204);
        (await AskAsync<string>("select string_agg(coalesce(h.email, '-') || ' ' || coalesce(e.email, '-') || ' ' || coalesce(h.assigned_coach, '-') || ' ' || coalesce(s.name, '-'), '; ' order by h.id) from client_health_scores h join clients c on c.id = h.client_id left join staff s on s.id = c.coach_id left join client_emails e on e.client_id = c.id where h.id > 200"))
            .ShouldBe("mixed.case@example.com mixed.case@example.com Sara Nabil Sara Nabil; - - - -; called only - KARIM AZIZ KARIM AZIZ; jürgen@bücher.example jürgen@bücher.example KARIM AZIZ KARIM AZIZ");
        (await AskAsync<string>("select string_agg(name || ' ' || role, ', ' order by name) from staff")).ShouldBe("KARIM AZIZ coach, Omar setter, Sara Nabil coach");
        (await AskAsync<string>("select string_agg(distinct rule, ',') from call_pattern_analysis")).ShouldBe("documented");
        (await AskAsync<string>("select string_agg(client_email, ', ' order by client_email) from call_pattern_analysis where client_id is null")).ShouldBe("no address, nobody@example.com");
        (await AskAsync<string>("select h.email from call_pattern_analysis a join client_health_scores h using (client_id) where a.client_email = 'MIXED.case@example.com'")).ShouldBe("mixed.case@example.com");
    }

    [Fact]
    public async Task The_table_becomes_ours_and_new_rows_can_be_written()
    {
        await AdoptAndPushAsync();
        (await AskAsync<string>("select reloptions[1] from pg_class where oid = 'client_health_scores'::regclass")).ShouldBe("fillfactor=45");
        (await AskAsync<long>("with made as (insert into clients default values returning id) insert into client_health_scores (client_id) select id from made returning id")).ShouldBeGreaterThan(204);
        (await AskAsync<DateOnly>("insert into call_pattern_analysis (client_email, calls_this_week, avg_calls_per_week, pattern_status) values ('test@example.com', 1, 3, 'BELOW_PATTERN') returning analysis_date")).ShouldBe(await AskAsync<DateOnly>("select business_today()"));
        (await AskAsync<string>("select embedding::text || ' ' || confidence from agent_knowledge where embedding is not null")).ShouldBe("{0.5,0.25} 1.0");
    }

    [Fact]
    public async Task His_open_policies_go_and_each_is_named_and_remembered()
    {
        var done = await AdoptAsync();
        var said = string.Join('\n', done.Plan.Away.Select(step => step.Says));
        foreach (var policy in new[] { "\"Public read\"", "\"Public update for n8n\"", "\"Signed in may read\"", "\"Allow public read access\"", "\"Allow public insert access\"", "\"Allow public update access\"" })
        {
            said.ShouldContain(policy);
        }
        (await AskAsync<long>("select count(*) from pg_policy where polrelid in ('client_health_scores'::regclass, 'call_pattern_analysis'::regclass)")).ShouldBe(0);
        (await AskAsync<string>("select ddl from vitals_ledger.adopted where action = 'taken away' and name like '%n8n%'")).ShouldContain("create policy \"Public update for n8n\" on public.client_health_scores");
        await OwnersDatabase.Push(database).RunAsync(null, Cancel);
        (await AskAsync<bool>("select has_table_privilege('anon', 'client_health_scores', 'select') or has_table_privilege('anon', 'call_pattern_analysis', 'insert') or has_table_privilege('anon', 'clients', 'select')")).ShouldBeFalse();
    }

    [Fact]
    public async Task His_ledger_goes_into_our_history_with_what_it_ran()
    {
        await AdoptAsync();
        (await AskAsync<long>("select count(*) from supabase_migrations.schema_migrations")).ShouldBe(0);
        (await AskAsync<string>("select string_agg(version || '_' || name, ' ' order by id) from vitals_ledger.history where action = 'adopt'"))
            .ShouldBe("20251012090000_initial_dashboard 20251018163520_predictive_intelligence 20251204000001_smart_agent_tables 20251205000001_setup_cron_schedules 20251208000001_call_pattern_analysis");
        (await AskAsync<string>("select ddl from vitals_ledger.adopted where name like '%initial_dashboard'")).ShouldBe("select 1;\nselect 2");
    }

    [Fact]
    public async Task His_other_tables_views_and_functions_stay_as_they_are()
    {
        const string Theirs = "select string_agg(c.oid::regclass::text || c.relkind::text, ' ' order by c.relname) from pg_class c where c.relname in ('leads', 'deals', 'capi_events', 'contact_owner_history', 'clients_by_studio', 'idx_health_studio') and c.relnamespace = 'public'::regnamespace";
        var before = await AskAsync<string>(Theirs);
        await AdoptAndPushAsync();
        (await AskAsync<string>(Theirs)).ShouldBe(before);
        (await AskAsync<long>("select clients from clients_by_studio where favourite_studio = 'Marina'")).ShouldBe(200);
        (await AskAsync<string>("select string_agg(tgname || ' ' || tgenabled::text, ', ' order by tgname) from pg_trigger where tgrelid = 'client_health_scores'::regclass and not tgisinternal")).ShouldBe("old_health_touch D, update_client_health_scores_updated_at O");
        (await AskAsync<long>("select sum(clients)::bigint from get_zone_distribution()")).ShouldBe(204);
        // What is new in his own tables is his business; what is new in ours is still seen.
        await OwnersDatabase.DoAsync(database, "alter table leads add column phone text; create policy open on leads for all using (true);");
        (await SchemaDrift.ReadAsync(database, MigrationFile.Folder(), Cancel)).ShouldBeEmpty();
        await OwnersDatabase.DoAsync(database, "alter table clients add column phone text; create policy open on client_health_scores using (true); grant select on clients to anon");
        (await SchemaDrift.ReadAsync(database, MigrationFile.Folder(), Cancel)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_changes_nothing()
    {
        var before = await StateAsync();
        var plan = await OwnersDatabase.Adopt(database).PlanAsync(OwnersDatabase.Aside, Cancel);
        plan.Refusals.ShouldBeEmpty();
        plan.Columns.Select(step => step.Says).ShouldContain(says => says.Contains("predictive_risk_score", StringComparison.Ordinal));
        plan.Notes[0].ShouldStartWith("204 clients are made");
        plan.Kept.ShouldContain("public.leads");
        plan.Kept.ShouldContain("public.client_health_scores.favourite_studio");
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task His_table_with_the_name_of_a_view_of_ours_is_refused_or_set_aside_on_request()
    {
        await OwnersDatabase.DoAsync(database, "create table client_lifecycle_history (id bigserial primary key, email text not null, week_ending_date date not null); insert into client_lifecycle_history (email, week_ending_date) values ('a@example.com', '2025-12-07')");
        var plan = await OwnersDatabase.Adopt(database).PlanAsync(OwnersDatabase.Aside, Cancel);
        plan.Refusals.ShouldHaveSingleItem().ShouldStartWith("public.client_lifecycle_history is a table here and a view of ours; let --set-aside client_lifecycle_history move it");
        await OwnersDatabase.Adopt(database).RunAsync([.. OwnersDatabase.Aside, "client_lifecycle_history"], Now, Cancel);
        (await AskAsync<long>($"select count(*) from {AdoptNames.AsideSchema}.client_lifecycle_history")).ShouldBe(1);
    }

    [Fact]
    public async Task Adopting_again_changes_nothing_and_says_so()
    {
        await AdoptAsync();
        var before = await StateAsync();
        (await AdoptAsync()).Plan.State.ShouldBe(AdoptState.Adopted);
        (await StateAsync()).ShouldBe(before);
        await OwnersDatabase.Push(database).RunAsync(null, Cancel);
        (await AdoptAsync()).Plan.State.ShouldBe(AdoptState.Adopted);
    }

    [Fact]
    public async Task Two_at_once_take_turns_and_one_adopts()
    {
        var both = await Task.WhenAll(AdoptAsync(), AdoptAsync());
        both.Select(done => done.Plan.State).ShouldBe([AdoptState.Theirs, AdoptState.Adopted], ignoreOrder: true);
        (await AskAsync<long>("select count(*) from clients")).ShouldBe(204);
    }

    [Fact]
    public async Task An_empty_database_and_one_of_ours_are_not_changed()
    {
        await using var empty = await cluster.EmptyAsync(Cancel);
        (await OwnersDatabase.Adopt(empty).RunAsync([], Now, Cancel)).Plan.State.ShouldBe(AdoptState.Empty);
        await using (var connection = await empty.OpenAdminAsync(Cancel))
        {
            (await Catalogue.ReadAsync(connection, Cancel)).ShouldBeEmpty();
        }
        await using var ours = await cluster.CloneAsync(Cancel);
        var before = await DatabaseState.OfAsync(ours, Cancel);
        (await OwnersDatabase.Adopt(ours).RunAsync([], Now, Cancel)).Plan.State.ShouldBe(AdoptState.Ours);
        (await DatabaseState.OfAsync(ours, Cancel)).ShouldBe(before);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_leaves_the_old_state()
    {
        var before = await StateAsync();
        await using (var blocker = await database.OpenAdminAsync(Cancel))
        await using (var transaction = await blocker.BeginTransactionAsync(Cancel))
        {
            // The rehearsal's first file asks for this lock, when everything has been changed.
            await blocker.ExecuteAsync("select pg_advisory_xact_lock(20251203, 1)");
            using var adopt = VitalsProcess.Start(VitalsProcess.Url(cluster, database), TestCluster.Root(), "db", "adopt", "--yes", "--set-aside", "call_records");
            const string Waiting = "select exists (select from pg_locks l where l.locktype = 'advisory' and not l.granted and l.database = (select oid from pg_database where datname = current_database()))";
            while (!await blocker.ExecuteScalarAsync<bool>(Waiting))
            {
                adopt.HasExited.ShouldBeFalse();
                await Task.Delay(50, Cancel);
            }
            adopt.Kill();
            await adopt.WaitForExitAsync(Cancel);
        }
        await using (var connection = await database.OpenAdminAsync(Cancel))
        {
            while (await connection.ExecuteScalarAsync<bool>("select exists (select from pg_locks l where l.pid <> pg_backend_pid() and l.database = (select oid from pg_database where datname = current_database()) and l.locktype = 'relation' and l.mode = 'AccessExclusiveLock')"))
            {
                await Task.Delay(50, Cancel);
            }
        }
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_rollback_and_a_push_give_every_row_back_and_none_takes_columns_of_his_away()
    {
        await AdoptAndPushAsync();
        var rows = await AskAsync<string>("select md5(string_agg(h::text, ';' order by id)) from client_health_scores h");
        var rollback = new RollbackMigrations(database, MigrationFile.Folder());
        await rollback.RunAsync(await rollback.PlanAsync(1, "20251205000001", Cancel), null, Cancel);
        (await AskAsync<long>("select count(*) from archive.call_pattern_analysis")).ShouldBe(204);
        await OwnersDatabase.Push(database).RunAsync(null, Cancel);
        (await AskAsync<long>("select count(*) from call_pattern_analysis where client_id is not null")).ShouldBe(202);
        (await SchemaDrift.ReadAsync(database, MigrationFile.Folder(), Cancel)).ShouldBeEmpty();
        await OwnersDatabase.DoAsync(database, "drop view clients_by_studio; drop function match_knowledge(extensions.vector, double precision, integer, text); alter table contact_owner_history drop constraint contact_owner_history_score_id_fkey; alter table leads drop constraint leads_setter_id_fkey;");
        var refused = await Should.ThrowAsync<MigrationFault>(async () => await rollback.RunAsync(await rollback.PlanAsync(1, "20251203000001", Cancel), null, Cancel));
        refused.Message.ShouldContain("public.client_health_scores.favourite_studio");
        (await AskAsync<long>("select count(*) from client_health_scores where favourite_studio = 'Marina'")).ShouldBe(200);
    }
}
