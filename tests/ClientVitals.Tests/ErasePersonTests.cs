using System.Text;
using ClientVitals.Calls;
using ClientVitals.Database;
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

            (await erase.RunAsync(database.Vitals, TestContext.Current.CancellationToken)).Mentions.ShouldBe(5);

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
            (await Asked.OneAsync<long>(database, "select (select count(*) from audit_log where action = 'user_invited') + (select count(*) from archive.audit_log where action = 'user_invited')")).ShouldBe(2);
        }
        finally
        {
            await database.DoAsync("drop table archive.users, archive.audit_log; delete from users");
        }
    }

    [Fact]
    public async Task A_refused_line_goes_whole_unless_it_names_somebody_else_too()
    {
        await ImportAsync("email,phone,started_at,firstname,lastname\nzoe@example.com,0501112233,2025-03-01,Zoë,Quillfeather\nbob@example.com,0507778899,2025-03-01,Bob,Roe\n");
        await database.DoAsync("""
            insert into delivery_rejects (delivery_id, line, reason, raw, rejected_at)
            select d.id, r.line, 'no time', r.raw, '2025-03-05Z'
            from (select max(id) as id from deliveries) d, (values
              (1, 'zoe@example.com,05.03.2025 10:00,Zoë,Quillfeather,has a bad knee'),
              (2, 'zoe@@example,05.03.2025,Zoë,Quillfeather,has a bad knee'),
              (3, ';00971 50 111 2233;;has a bad knee'),
              (4, '{"phone":"050-111-2233","name":"Zo\u00eb Quillfeather","note":"has a bad knee"}'),
              (5, 'zoe@example.com,Zoë,with bob@example.com,Bob'),
              (6, 'ZOE+gym@Example.com,Quillfeather,05.03.2025,brought +971 50 777 8899 along'),
              (7, '{"calls":[{"email":"zoe@example.com","note":"has a bad knee"},{"email":"bob@example.com","note":"fine"}]}'),
              (8, 'bob@example.com,Bob,Roe,fine')) r (line, raw);
            """);
        var done = await new ErasePerson("zoe@example.com").RunAsync(database.Vitals, TestContext.Current.CancellationToken);
        (await Asked.RowsAsync<string>(database, "select raw from delivery_rejects order by line")).ShouldBe(
        [
            "(erased)", "(erased)", "(erased)", "(erased)",
            "(erased),(erased),with bob@example.com,Bob",
            "(erased),(erased),05.03.2025,brought +971 50 777 8899 along",
            """{"calls":[{"email":"(erased)","note":"(erased)"},{"email":"bob@example.com","note":"fine"}]}""",
            "bob@example.com,Bob,Roe,fine",
        ]);
        done.Redacted.ShouldContain(new Redacted("delivery_rejects", 7));
    }

    [Fact]
    public async Task Nobody_elses_rows_change()
    {
        await ImportAsync(
            "email,phone,started_at,firstname,lastname,notes\nann@example.com,0501112233,2025-03-01,Ann,Lee,mine\nann+two@example.com,,2025-03-01,Ann,Lee,a namesake with a mailbox beside\n"
            + "ann.lee@example.com,0501112234,2025-03-02,Annika,Lee,call +44 501112233 or Ann Lee of ann.lee@example.com\n");
        await database.DoAsync("insert into agent_conversations (session_id, role, content, context) values ('s', 'user', 'Ann Lee called about order 1501112233', '{\"n\": 1501112233, \"who\": [\"Ann\", \"Lee\"]}')");
        const string Rest = "select string_agg(t, ';' order by t) from (select r.client_email || r.client_phone || r.notes || c.firstname || c.lastname from call_records r join clients c on c.id = r.client_id join client_emails e on e.client_id = c.id where e.email <> 'ann@example.com' union all select content || context from agent_conversations) x (t)";
        var before = await Asked.OneAsync<string>(database, Rest);
        var done = await new ErasePerson("ann@example.com").RunAsync(database.Vitals, TestContext.Current.CancellationToken);
        (await Asked.OneAsync<string>(database, Rest)).ShouldBe(before);
        done.HasNamesake.ShouldBeTrue();
        (await Asked.OneAsync<long>(database, "select count(*) from clients")).ShouldBe(2);
        await database.DoAsync("delete from agent_conversations");
    }

    [Fact]
    public async Task What_only_a_text_says_of_somebody_can_be_erased_and_then_nothing_is_left_to_erase()
    {
        await database.DoAsync("insert into job_runs (job, slot, started_at, error) values ('k', '2025-03-05Z', '2025-03-05Z', 'line 3: 055 123 4567 is no call')");
        var erase = new ErasePerson("+971551234567");
        (await erase.PlanAsync(database.Vitals, TestContext.Current.CancellationToken)).Redacted.ShouldBe([new("job_runs", 1)]);
        (await erase.RunAsync(database.Vitals, TestContext.Current.CancellationToken)).Mentions.ShouldBe(1);
        (await Asked.OneAsync<string>(database, "select error from job_runs where job = 'k'")).ShouldBe("line 3: (erased) is no call");
        (await Should.ThrowAsync<PlainError>(() => erase.RunAsync(database.Vitals, TestContext.Current.CancellationToken))).Message.ShouldStartWith("No client has the address");
    }

    [Fact]
    public async Task Uploads_that_name_the_person_go_and_refused_lines_kept_beside_them_lose_the_person()
    {
        await ImportAsync("email,phone,started_at,firstname,lastname\nzoe@example.com,0501112233,2025-03-01,Zoë,Quillfeather\n");
        var home = new VitalsHome(Directory.CreateTempSubdirectory("vitals-erase-").FullName);
        try
        {
            string Upload(string name, byte[] text)
            {
                var path = Path.Combine(Directory.CreateDirectory(Path.Combine(home.Path, "uploads", Guid.NewGuid().ToString())).FullName, name);
                File.WriteAllBytes(path, text);
                return path;
            }
            var named = Upload("Zoe.csv", Encoding.UTF8.GetBytes("email,started_at\nbob@example.com,2025-03-01\nZOE@example.com,2025-03-01\n"));
            var wide = Upload("a.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("phone,at\n050 111 2233,2025-03-01\n")]);
            var latin = Upload("b.csv", Encoding.Latin1.GetBytes("name,at\nZoë Quillfeather,2025-03-01\n"));
            var titled = Upload("calls of zoe@example.com.csv", "x"u8.ToArray());
            var packed = Upload("c.csv.gz", [0x1F, 0x8B, 8, 0]);
            var others = Upload("d.csv", "email,started_at\nbob@example.com,2025-03-01\n"u8.ToArray());
            var rejects = Upload("e.rejects.csv", Encoding.UTF8.GetBytes("line,reason,raw\n2,no time,\"zoe@example.com,,\nbad knee\"\n3,no time,\"zoe@example.com with bob@example.com\"\n4,no time,bob@example.com\n"));

            var done = await new ErasePerson("zoe@example.com").RunAsync(database.Vitals, TestContext.Current.CancellationToken, null, home);

            new[] { named, wide, latin, titled, packed }.Where(File.Exists).ShouldBeEmpty();
            File.Exists(others).ShouldBeTrue();
            (await File.ReadAllTextAsync(rejects, TestContext.Current.CancellationToken)).ShouldBe("line,reason,raw\n2,no time,\"(erased)\"\n3,no time,\"(erased) with bob@example.com\"\n4,no time,bob@example.com\n");
            done.Redacted.Where(place => place.Rows == 0).Select(place => place.Where).Order().ShouldBe(new[] { named, wide, latin, titled, packed }.Order());
        }
        finally
        {
            Directory.Delete(home.Path, recursive: true);
        }
    }
}
