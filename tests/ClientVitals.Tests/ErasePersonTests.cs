using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Tests.Calls;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

public sealed class ErasePersonTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync() => await Asked.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ImportAsync(string text)
    {
        using var file = CallFile.Of("calls.csv", text, new CallFileOptions(Now, BusinessZone.Of("Asia/Dubai")));
        await new ImportCalls().RunAsync(database.Vitals, file, Now, null, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Everything any table of ours holds, as text: what a dump would show.</summary>
    private async Task<string> DumpAsync()
    {
        await using var db = await database.OpenAdminAsync();
        var tables = await db.QueryAsync<string>("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'archive', 'supabase_migrations') and tablename not like 'schema_migrations%'");
        var all = new List<string>();
        foreach (var table in tables)
            all.AddRange(await db.QueryAsync<string>($"select t::text from {table} t"));
        return string.Join('\n', all);
    }

    [Fact]
    public async Task An_erased_person_leaves_no_trace_and_others_lose_nothing()
    {
        await ImportAsync(
            "email,phone,started_at,firstname,lastname,notes\n"
            + "ann@example.com,0501112233,2025-03-01,Annabeth,Zyx,first\n"
            + "ann.old@example.com,,2025-03-02,,,old address\n"
            + "joann@example.com,,2025-03-03,Jo,Ann,called for ann@example.com and joann@example.com\n"
            + "bob@example.com,0507778899,2025-03-04,Bob,Roe,gave +971501112233 as a friend's\n");
        await new MergeClients("ann@example.com", "ann.old@example.com").RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken);
        await database.DoAsync("""
            insert into call_records (client_email, started_at) values ('ann@example.com', '2025-03-05Z');
            insert into call_pattern_analysis (client_email) values ('ann@example.com');
            insert into call_pattern_analysis (client_email, client_id) select 'ann@example.com', client_id from client_emails where email = 'ann@example.com';
            insert into call_pattern_episodes (client_id, opened_on, worst_status, reason) select client_id, '2025-03-05', 'BELOW_PATTERN', 'ann@example.com fell silent' from client_emails where email = 'ann@example.com';
            insert into client_pauses (client_id, starts_on, note) select client_id, '2025-03-05', 'Annabeth on holiday' from client_emails where email = 'ann@example.com';
            insert into agent_decisions (agent_type, decision_type, input_context, decision, client_email) values ('a', 'b', '{"to": "Ann@Example.com"}', '{}', 'ann@example.com');
            insert into agent_conversations (session_id, role, content) values ('s', 'user', 'How is ANN@example.com? And joann@example.com.');
            insert into job_runs (job, slot, started_at, error) values ('j', '2025-03-05Z', '2025-03-05Z', 'ann@example.com could not be read');
            update deliveries set details = '{"unknown_words": [{"field": "status", "word": "ann@example.com"}]}', name = 'calls of ann@example.com.csv';
            create table archive.clients as table clients;
            create table archive.client_emails as table client_emails;
            create table archive.client_health_scores__20251208000001 as select id, 'Annabeth was well'::text as pattern_reason from client_health_scores where email = 'ann@example.com';
            """);
        try
        {
            (await DumpAsync()).ShouldContain("Annabeth");
            var erase = new ErasePerson(" ANN@example.com");
            var plan = await erase.PlanAsync(database.Vitals, TestContext.Current.CancellationToken);
            (plan.Clients, plan.Calls, plan.Judgements, plan.Pauses).ShouldBe((2, 3, 3, 1));
            plan.Addresses.ShouldBe(["+971501112233", "ann.old@example.com", "ann@example.com"]);

            (await erase.RunAsync(database.Vitals, TestContext.Current.CancellationToken)).Mentions.ShouldBeGreaterThan(5);

            var dump = await DumpAsync();
            foreach (var trace in (string[])["Annabeth", "Zyx", "ann.old@", "+971501112233"])
                dump.ShouldNotContain(trace, Case.Insensitive);
            dump.Replace("joann@example.com", "", StringComparison.OrdinalIgnoreCase).ShouldNotContain("ann@example.com", Case.Insensitive);
            dump.ShouldContain("called for (erased) and joann@example.com");
            (await Asked.OneAsync<(long, long, long)>(database, "select (select count(*) from clients), (select count(*) from call_records), (select count(*) from call_rollups)")).ShouldBe((2, 2, 2));
            (await new RebuildRollups().RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken)).Repaired.ShouldBe(0);
            await Should.ThrowAsync<PlainError>(() => erase.PlanAsync(database.Vitals, TestContext.Current.CancellationToken));
        }
        finally
        {
            await database.DoAsync("drop table archive.clients, archive.client_emails, archive.client_health_scores__20251208000001");
        }
    }

    [Fact]
    public async Task An_address_that_only_calls_of_nobody_carry_is_erased_too()
    {
        await database.DoAsync("insert into call_records (client_phone, started_at) values ('+971501112244', '2025-03-05Z'), ('+971501112255', '2025-03-05Z')");
        (await new ErasePerson("050 111 2244").RunAsync(database.Vitals, TestContext.Current.CancellationToken)).Calls.ShouldBe(1);
        (await Asked.OneAsync<string>(database, "select client_phone from call_records")).ShouldBe("+971501112255");
    }

    [Fact]
    public async Task A_client_who_also_signs_in_keeps_the_account_and_the_record_of_it()
    {
        await ImportAsync("email,started_at\nann@example.com,2025-03-01\n");
        await database.DoAsync("""
            insert into users (email, name, app_role, made_at, made_by) values ('ann@example.com', 'Ann', 'owner', '2025-03-01Z', 'command line:tester');
            insert into audit_log (at, who, action, subject) select '2025-03-01Z', 'command line:tester', 'user_invited', 'user:' || id from users;
            create table archive.users as table users;
            create table archive.audit_log as table audit_log;
            """);
        try
        {
            // Without a single mention: an account is the address, and the record names nobody.
            (await new ErasePerson("ann@example.com").RunAsync(database.Vitals, TestContext.Current.CancellationToken)).Clients.ShouldBe(1);
            (await Asked.RowsAsync<string>(database, "select email from users union all select email from archive.users")).ShouldBe(["ann@example.com", "ann@example.com"]);
            (await Asked.OneAsync<long>(database, "select (select count(*) from audit_log) + (select count(*) from archive.audit_log)")).ShouldBe(2);
        }
        finally
        {
            await database.DoAsync("drop table archive.users, archive.audit_log; delete from users");
        }
    }
}
