using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Access;

/// <summary>
/// Each role × each table × each operation, from the database up. What is expected is written here by hand, never read from the
/// policies: a policy that changes must change a line here, and a new table or function without a line fails.
/// </summary>
public sealed partial class RoleMatrixTests(TestCluster cluster)
{
    private static readonly string[] Who = ["anon", "owner", "admin", "coach", "other", "setter", "nobody", "service", "login"];

    /// <summary>
    /// Rows seen of those in <see cref="Book"/>; a plus means: may insert, update and delete as well; an i: may insert
    /// only, what is there stays; x means: may do nothing at all.
    /// coach is Leila's, other is Omar's coach; nobody is signed in without a role; login is the serving login, acting as no role.
    /// </summary>
    private const string Matrix = """
                                                 anon owner admin coach other setter nobody service login
        public.agent_conversations               x    2     2     1     0     0      0      2+      x
        public.agent_decisions                   x    1     1     0     0     0      0      1+      x
        public.agent_knowledge                   x    1     1     1     1     1      0      1+      x
        public.agent_metrics                     x    1     1     0     0     0      0      1+      x
        public.allowed_origins                   x    1     1     0     0     0      0      1+      x
        public.api_keys                          x    3     3     1     1     0      0      3+      x
        public.audit_log                         x    1     1     0     0     0      0      1i      x
        public.back_test_alerts                  x    1     1     0     0     0      0      1+      x
        public.back_tests                        x    1     1     0     0     0      0      1+      x
        public.call_pattern_analysis             x    4     4     1     1     0      0      4+      x
        public.call_pattern_episodes             x    2     2     1     1     0      0      2+      x
        public.call_pattern_new_usuals           x    1     1     1     0     0      0      1+      x
        public.call_records                      x    16    16    12    1     16     0      16+     x
        public.call_rollup_basis                 x    1     1     1     1     0      0      1+      x
        public.call_rollups                      x    3     3     1     1     0      0      3+      x
        public.client_emails                     x    2     2     1     1     2      0      2+      x
        public.client_health_history             x    1     1     1     0     0      0      1+      x
        public.client_health_scores              x    2     2     1     1     0      0      2+      x
        public.client_lifecycle_history          x    1     1     1     0     0      0      1       x
        public.client_notes                      x    2     2     1     1     2      0      3+      x
        public.client_owner_changes              x    2     2     1     1     2      0      2+      x
        public.client_pauses                     x    3     3     2     2     3      0      3+      x
        public.client_phones                     x    2     2     1     1     2      0      2+      x
        public.client_status_changes             x    1     1     1     0     1      0      1+      x
        public.client_zone_changes               x    1     1     1     0     0      0      1+      x
        public.clients                           x    3     3     1     1     3      0      3+      x
        public.deliveries                        x    1     1     0     0     0      0      1+      x
        public.delivery_changes                  x    1     1     0     0     0      0      1+      x
        public.delivery_files                    x    1     0     0     0     0      0      1+      x
        public.delivery_rejects                  x    1     1     0     0     0      0      1+      x
        public.dropout_fits                      x    1     1     1     1     0      0      1+      x
        public.fact_confirmations                x    1     1     0     0     0      0      1+      x
        public.health_overrides                  x    1     1     1     0     0      0      1+      x
        public.health_scorecards                 x    1     1     1     1     0      0      1+      x
        public.insight_checks                    x    1     1     1     1     0      0      1+      x
        public.insight_events                    x    1     1     1     0     0      0      1i      x
        public.insight_messages                  x    1     1     1     0     0      0      1+      x
        public.intervention_assignments          x    1     1     1     0     0      0      1+      x
        public.intervention_events               x    1     1     1     0     0      0      1+      x
        public.intervention_log                  x    1     1     1     0     0      0      1+      x
        public.intervention_log_live             x    1     1     1     0     0      0      1       x
        public.intervention_outcomes             x    1     1     1     0     0      0      1       x
        public.job_runs                          x    1     1     1     1     1      0      1+      x
        public.job_schedules                     x    8     8     8     8     8      0      8+      x
        public.never_withheld                    x    1     1     1     0     0      0      1+      x
        public.not_duplicates                    x    1     1     0     0     0      0      1+      x
        public.notice_channels                   x    1     1     0     0     0      0      1+      x
        public.notice_deliveries                 x    2     2     1     1     0      0      2+      x
        public.notice_preferences                x    0     0     1     1     0      0      2+      x
        public.notices                           x    2     2     1     1     0      0      2+      x
        public.package_counts                    x    x     x     x     x     x      x      1+      x
        public.package_usage                     x    1     1     1     0     1      0      1+      x
        public.package_versions                  x    1     1     1     0     1      0      1+      x
        public.packages                          x    1     1     1     0     1      0      1+      x
        public.payment_versions                  x    1     1     1     0     1      0      1+      x
        public.payments                          x    1     1     1     0     1      0      1+      x
        public.people                            x    1     1     1     0     1      0      1+      x
        public.person_versions                   x    1     1     1     0     1      0      1+      x
        public.playbooks                         x    10    10    10    10    0      0      10+     x
        public.proactive_insights                x    1     1     1     0     0      0      1+      x
        public.received_messages                 x    1     1     0     0     0      0      1+      x
        public.request_answers                   x    x     x     x     x     x      x      1+      x
        public.risk_fits                         x    1     1     1     1     0      0      1+      x
        public.scorecard_back_tests              x    1     1     0     0     0      0      1+      x
        public.session_versions                  x    1     1     1     0     1      0      1+      x
        public.sessions                          x    1     1     1     0     1      0      1+      x
        public.saved_views                       x    0     0     1     1     0      0      2+      x
        public.settings                          x    1     1     1     1     1      1      1+      x
        public.sign_in_failures                  x    x     x     x     x     x      x      1+      x
        public.source_readings                   x    1     1     0     0     0      0      1+      x
        public.source_records                    x    1     1     0     0     0      0      1+      x
        public.source_silences                   x    2     2     2     1     0      0      2+      x
        public.sources                           x    1     1     0     0     0      0      1+      x
        public.staff                             x    2     2     2     2     2      0      2+      x
        public.user_links                        x    x     x     x     x     x      x      1+      x
        public.user_sessions                     x    2     2     1     1     0      0      2+      x
        public.users                             x    2     2     1     1     0      0      2+      x
        archive.kept_example                     x    x     x     x     x     x      x      x       x
        vitals_ledger.adopted                    x    x     x     x     x     x      x      x       x
        vitals_ledger.history                    x    x     x     x     x     x      x      x       x
        supabase_migrations.schema_migrations    x    x     x     x     x     x      x      x       x
        """;

    /// <summary>The matrix by table, one word for each of <see cref="Who"/>.</summary>
    private static readonly Dictionary<string, string[]> Tables = Matrix.Split('\n').Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => words[0], words => words[1..]);

    private const string Sub = "11111111-1111-1111-1111-111111111111";
    private const string OtherSub = "22222222-2222-2222-2222-222222222222";

    /// <summary>On top of a row in each table: a second book, Omar's; what belongs to nobody; a conversation of Leila's coach.</summary>
    private const string Book = $"""
        insert into staff (name) values ('Other Coach');
        insert into clients (firstname, coach_id) select 'Omar', id from staff where name = 'Other Coach';
        insert into client_emails (email, client_id, is_primary) select 'omar@example.com', id, true from clients where firstname = 'Omar';
        insert into client_phones (phone, client_id, is_primary) select '+971507654321', id, true from clients where firstname = 'Omar';
        insert into client_pauses (client_id, starts_on) select id, '2026-01-01' from clients where firstname = 'Omar';
        insert into client_pauses (client_id, starts_on) values (null, '2026-01-01');
        insert into client_health_scores (email, client_id) select 'omar@example.com', id from clients where firstname = 'Omar';
        insert into call_records (client_id, started_at) select id, '2025-12-01 10:00Z' from clients where firstname = 'Omar';
        insert into call_records (client_email, started_at) values ('stranger@example.com', '2025-12-01 10:00Z');
        insert into call_pattern_episodes (client_id, opened_on, worst_status) select id, '2026-01-05', 'BELOW_PATTERN' from clients where firstname = 'Omar';
        insert into call_pattern_analysis (client_email, client_id) select 'x@example.com', id from clients;
        insert into source_silences (scope, starts_on, usual, expected, seen, chance, found_at) values ('BOOK', '2026-01-05', array[9, 9, 9, 9, 9, 1, 0], 27, 0, 0.00001, '2026-01-08 04:00Z');
        insert into agent_conversations (session_id, role, content, user_id) values ('own', 'user', 'Mine', '{Sub}');
        insert into users (id, email, name, app_role, staff_id, made_at, made_by) select '{OtherSub}', 'other@example.com', 'Other Coach', 'coach', id, '2026-01-05 08:00Z', 'link' from staff where name = 'Other Coach';
        insert into user_sessions (token_hash, user_id, security_stamp, made_at, last_seen_at, expires_at) select sha256('other'), id, security_stamp, '2026-01-05 08:00Z', '2026-01-05 09:00Z', '2026-02-04 08:00Z' from users where id = '{OtherSub}';
        insert into api_keys (prefix, key_hash, name, kind, user_id, scopes, made_at, made_by) values ('otherkey', sha256('other'), 'Other', 'user', '{OtherSub}', array['read'], '2026-01-05 08:00Z', 'link'), ('services', sha256('services'), 'Service', 'service', null, array['read'], '2026-01-05 08:00Z', 'link');
        insert into client_owner_changes (client_id, to_coach, changed_at, changed_by) select id, coach_id, '2026-01-05 09:00Z', 'link' from clients where firstname = 'Omar';
        insert into client_notes (client_id, note, written_at, written_by, taken_back_at) select id, note, '2026-01-05 09:00Z', 'link', gone from clients, (values ('Kept', null::timestamptz), ('Taken back', '2026-01-06 09:00Z')) n (note, gone) where firstname = 'Omar';
        insert into saved_views (user_id, place, name, filters, made_at) values ('{OtherSub}', '/clients', 'Theirs', 'coach=Other', '2026-01-05 09:00Z');
        insert into notices (kind, subject, severity, dedup_key, audience, sentence, made_at, made_by) values ('jobs.failed', 'job:other', 'info', 'job-2', '1 accounts', 'For the other coach.', '2026-01-05 09:00Z', 'program');
        insert into notice_deliveries (notice_id, user_id, way, state, next_attempt_at, made_at, finished_at) select id, '{OtherSub}', 'in-app', 'delivered', '2026-01-05 09:00Z', '2026-01-05 09:00Z', '2026-01-05 09:00Z' from notices where dedup_key = 'job-2';
        insert into notice_preferences (user_id, changed_at) values ('{OtherSub}', '2026-01-05 09:00Z');
        create table archive.kept_example as select * from clients;
        alter table archive.kept_example enable row level security;
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Each_role_may_do_with_each_table_and_function_what_is_written_here_and_nothing_else(bool oldest, bool superuser)
    {
        await using var kind = await ServerKind.MakeAsync(cluster, oldest, superuser, Cancel, migrated: true);
        await House.SomeRows.FillAsync(kind.Database, Cancel);
        Dictionary<string, string> claims;
        List<string> functions;
        await using (var admin = await kind.Database.OpenAdminAsync(Cancel))
        {
            await admin.ExecuteAsync(Book);
            claims = await ClaimsAsync(admin);
            (await admin.QueryAsync<string>("select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"))
                .Order(StringComparer.Ordinal).ShouldBe(Tables.Keys.Order(StringComparer.Ordinal), "write a line for each table");
            functions = [.. await admin.QueryAsync<string>("select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'")];
            functions.Order(StringComparer.Ordinal).ShouldBe(Functions.Keys.Order(StringComparer.Ordinal), "write a line for each function");
        }

        await using var login = new NpgsqlConnection(Serving(kind));
        await login.OpenAsync(Cancel);
        var wrong = new List<string>();
        foreach (var (table, expected) in Tables)
        {
            var column = await ColumnAsync(kind, table);
            for (var i = 0; i < Who.Length; i++)
            {
                if (await CellAsync(login, Who[i], claims, table, column) is var found && found != expected[i])
                {
                    wrong.Add($"{Who[i]} on {table}: {found}, expected {expected[i]}");
                }
            }
        }
        wrong.ShouldBeEmpty();
        foreach (var (function, may) in Functions)
        {
            foreach (var (letter, who) in new[] { ('a', "anon"), ('s', "owner"), ('w', "service"), ('-', "login") })
            {
                await using var transaction = await ActAsync(login, who, claims);
                (await login.ExecuteScalarAsync<bool>("select has_function_privilege(p.oid, 'execute') and has_schema_privilege(p.pronamespace, 'usage') from pg_proc p where p.oid::regprocedure::text = @function and p.pronamespace <> 'pg_catalog'::regnamespace", new { function }))
                    .ShouldBe(may.Contains(letter, StringComparison.Ordinal), $"{who} on {function}");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_function_that_runs_as_its_owner_cannot_be_led_to_another_table(bool oldest)
    {
        await using var kind = await ServerKind.MakeAsync(cluster, oldest, superuser: false, Cancel, migrated: true);
        await using var admin = await kind.Database.OpenAdminAsync(Cancel);
        // Each of them is known by name, and looks nothing up by a path that its caller sets.
        (await admin.QueryAsync<string>("select p.oid::regprocedure::text from pg_proc p where p.prosecdef and p.pronamespace in ('public'::regnamespace, 'archive'::regnamespace)")).Order(StringComparer.Ordinal).ShouldBe(["applied_migrations()", "sweep_audit_log()"]);
        (await admin.QueryAsync<string>("select distinct array_to_string(proconfig, ',') from pg_proc where prosecdef and pronamespace in ('public'::regnamespace, 'archive'::regnamespace)")).ShouldBe(["search_path=\"\""]);

        await using var login = new NpgsqlConnection(Serving(kind));
        await login.OpenAsync(Cancel);
        await login.ExecuteAsync("""
            set role authenticated;
            create temporary table settings (version int, business_zone text);
            insert into settings values (99, 'Pacific/Kiritimati');
            create function pg_temp.coalesce_zone() returns text language sql as $$ select 'x' $$;
            set search_path = pg_temp, public
            """);
        (await login.ExecuteScalarAsync<string>("select public.business_zone()")).ShouldBe("UTC");
        foreach (var role in new[] { "none", "anon", "authenticated", "service_role" })
        {
            await login.ExecuteAsync($"set role {role}");
            (await login.ExecuteScalarAsync<bool>("select has_schema_privilege('public', 'create') or has_schema_privilege('archive', 'usage') or has_database_privilege(current_database(), 'create')")).ShouldBeFalse(role);
        }
    }

    private static string Serving(ServerKind kind)
    {
        var address = ClientVitals.Database.ServerAddress.Read(kind.ServingUrl, "the test");
        address.Pooling = false;
        return address.ConnectionString;
    }

    private static async Task<Dictionary<string, string>> ClaimsAsync(NpgsqlConnection admin)
    {
        var leilas = await admin.ExecuteScalarAsync<Guid>("select id from staff where name = 'Coach Example'");
        var omars = await admin.ExecuteScalarAsync<Guid>("select id from staff where name = 'Other Coach'");
        return new()
        {
            ["owner"] = """{"app_role": "owner"}""",
            ["admin"] = """{"app_role": "admin"}""",
            ["coach"] = $$"""{"app_role": "coach", "staff_id": "{{leilas}}", "sub": "{{Sub}}"}""",
            ["other"] = $$"""{"app_role": "coach", "staff_id": "{{omars}}", "sub": "{{OtherSub}}"}""",
            // A setter is staff too; even with a coach's id nothing more is seen.
            ["setter"] = $$"""{"app_role": "setter", "staff_id": "{{leilas}}"}""",
            ["nobody"] = $$"""{"staff_id": "{{leilas}}"}""",
        };
    }

    private static async Task<string> ColumnAsync(ServerKind kind, string table)
    {
        await using var admin = await kind.Database.OpenAdminAsync(Cancel);
        return (await admin.ExecuteScalarAsync<string>("select quote_ident(attname) from pg_attribute where attrelid = @table::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = '' order by attnum desc limit 1", new { table }))!;
    }

    private static async Task<NpgsqlTransaction> ActAsync(NpgsqlConnection login, string who, Dictionary<string, string> claims)
    {
        var transaction = await login.BeginTransactionAsync(Cancel);
        if (claims.TryGetValue(who, out var said))
        {
            await login.ExecuteAsync("select set_config('request.jwt.claims', @said, true)", new { said });
        }
        await login.ExecuteAsync(who switch { "login" => "set local role none", "anon" => "set local role anon", "service" => "set local role service_role", _ => "set local role authenticated" });
        return transaction;
    }

    /// <summary>What one role can really do with one table: each operation is tried and taken back.</summary>
    private static async Task<string> CellAsync(NpgsqlConnection login, string who, Dictionary<string, string> claims, string table, string column)
    {
        var rows = await TryAsync(login, who, claims, $"select count(*)::int from {table}");
        var changed = await TryAsync(login, who, claims, $"with done as (update {table} set {column} = {column} returning 1) select count(*)::int from done");
        var deleted = await TryAsync(login, who, claims, $"with done as (delete from {table} returning 1) select count(*)::int from done");
        var added = await TryAsync(login, who, claims, $"with done as (insert into {table} default values returning 1) select count(*)::int from done");
        return (rows, added, changed, deleted) switch
        {
            (null, null, null, null) => "x",
            ({ } seen, null, null, null) => $"{seen}",
            ({ } seen, not null, null, null) => $"{seen}i",
            ({ } seen, not null, { } all, { } gone) when all == seen && (gone == seen || gone == Held) => $"{seen}+",
            _ => $"select {rows}, insert {added}, update {changed}, delete {deleted}",
        };
    }

    /// <summary>What the table's own checks refused, or a row that hangs on it: the role allowed it.</summary>
    private const int Held = -1;

    /// <summary>How many rows it reached; <see cref="Held"/>; null when it was forbidden.</summary>
    private static async Task<int?> TryAsync(NpgsqlConnection login, string who, Dictionary<string, string> claims, string sql)
    {
        await using var transaction = await ActAsync(login, who, claims);
        try
        {
            return await login.ExecuteScalarAsync<int>(sql);
        }
        // Nobody writes a view that is worked out.
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectNotInPrerequisiteState)
        {
            return null;
        }
        catch (PostgresException refused) when (refused.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            return Held;
        }
    }
}
