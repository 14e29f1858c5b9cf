using ClientVitals.Database;
using Dapper;
using Npgsql;
using Shouldly;

namespace ClientVitals.Tests.House;

/// <summary>At least one row in each table that exists, so that a rollback has something to lose.</summary>
internal static class SomeRows
{
    private static readonly (string Table, string Sql)[] Inserts =
    [
        ("job_runs", "insert into job_runs (job, slot, started_at) values ('example', '2026-01-05 08:00Z', '2026-01-05 08:00Z')"),
        ("staff", "insert into staff (name, email) values ('Coach Example', 'coach@example.com')"),
        ("clients", "insert into clients (firstname, lastname, coach_id, started_on) select 'Leila', 'Haddad', id, '2025-06-02' from staff"),
        ("client_emails", "insert into client_emails (email, client_id, is_primary) select 'leila@example.com', id, true from clients"),
        ("client_phones", "insert into client_phones (phone, client_id, is_primary) select '+971501234567', id, true from clients"),
        ("client_pauses", "insert into client_pauses (client_id, starts_on, ends_on) select id, '2025-08-01', '2025-08-11' from clients"),
        ("client_health_scores", "insert into client_health_scores (email, client_id, firstname) select 'leila@example.com', id, 'Leila' from clients"),
        ("deliveries", "insert into deliveries (source, name, started_at) values ('csv', 'calls.csv', '2026-01-05 08:00Z')"),
        ("call_records", "insert into call_records (client_id, client_email, started_at) select id, 'leila@example.com', timestamptz '2025-12-01 10:00Z' + n * interval '2 days' from clients, generate_series(0, 9) n"),
        ("call_rollups", ""),
        ("call_pattern_episodes", "insert into call_pattern_episodes (client_id, opened_on, worst_status) select id, '2026-01-05', 'BELOW_PATTERN' from clients"),
        ("agent_knowledge", "insert into agent_knowledge (category, title, content, embedding) values ('rule', 'A rule', 'Its text', array[0.1, 0.2])"),
        ("agent_conversations", "insert into agent_conversations (session_id, role, content) values ('s', 'user', 'Who fell silent?')"),
        ("agent_decisions", "insert into agent_decisions (agent_type, decision_type, input_context, decision) values ('analyst', 'call', '{}', '{}')"),
        ("proactive_insights", "insert into proactive_insights (insight_type, title, content) values ('drift', 'A client', 'fell silent')"),
        ("agent_metrics", "insert into agent_metrics (date, agent_type) values ('2026-01-05', 'analyst')"),
        ("call_pattern_analysis", "insert into call_pattern_analysis (client_email, calls_this_week, avg_calls_per_week, pattern_status) values ('leila@example.com', 1, 3, 'BELOW_PATTERN')"),
        ("call_pattern_answers", "insert into call_pattern_answers (episode_id, client_id, answer, answered_at, answered_by, answered_on) select id, client_id, 'CALLED', '2026-01-05 09:00Z', 'Aisha', '2026-01-05' from call_pattern_episodes"),
        ("call_pattern_new_usuals", "insert into call_pattern_new_usuals (client_id, said_at, said_on) select id, '2026-01-05 09:00Z', '2026-01-05' from clients"),
        ("intervention_log", "insert into intervention_log (client_id, cause_kind, cause_id, cause_status, trigger_reason, triggered_at, triggered_on, due_date) select client_id, 'EPISODE', id, worst_status, 'Quiet', '2026-01-05 08:00Z', '2026-01-05', '2026-01-05' from call_pattern_episodes"),
        ("intervention_events", "insert into intervention_events (item_id, client_id, kind, made_at, made_on, made_by, note) select id, client_id, 'NO_ANSWER', '2026-01-05 09:00Z', '2026-01-05', 'Aisha', 'Nobody there' from intervention_log"),
        ("intervention_assignments", "insert into intervention_assignments (client_id, playbook_id, item_id, arm, share, draw, assigned_at) select i.client_id, 1, i.id, 'HELD_OUT', 0.2, 0.1, '2026-01-05 08:00Z' from intervention_log i"),
        ("never_withheld", "insert into never_withheld (client_id, marked_at, marked_by) select id, '2026-01-05 08:00Z', 'Aisha' from clients"),
        ("client_notes", "insert into client_notes (client_id, note, written_at, written_by) select id, 'Her knee hurts', '2026-01-05 09:00Z', 'Aisha' from clients"),
        ("client_status_changes", "insert into client_status_changes (client_id, effective_on, known_at, reason, entered_by) select id, '2026-06-30', '2026-01-05 09:00Z', 'PACKAGE', 'Aisha' from clients"),
        ("back_tests", "insert into back_tests (asked_at, asked_by, beat_at, finished_at, state, result) values ('2026-01-05 09:00Z', 'user:x', '2026-01-05 09:01Z', '2026-01-05 09:01Z', 'succeeded', '{}')"),
        ("back_test_alerts", "insert into back_test_alerts (back_test_id, client_id, opened_on, outcome) select t.id, c.id, '2026-01-05', 'CAME_BACK' from back_tests t, clients c"),
        ("health_scorecards", "insert into health_scorecards (name, version, definition, created_by) select name, 2, definition, 'user:x' from health_scorecards"),
        ("scorecard_back_tests", "insert into scorecard_back_tests (scorecard_id, compared_with, asked_at, asked_by, beat_at, finished_at, state, result, tested_until) select max(id), 1, '2026-01-05 09:00Z', 'Aisha', '2026-01-05 09:01Z', '2026-01-05 09:01Z', 'succeeded', '{}', '2025-12-01' from health_scorecards"),
        ("client_health_history", "insert into client_health_history (client_id, scored_on, scorecard_id, score, zone, confidence, inputs, dimensions, contributions, as_of) select id, '2026-01-05', 1, 84, 'GREEN', 0.7, '{3,12,0,null,null}', '{95,null,70}', '{29,17,9,0,0,0,0,0,0,29,0}', '2026-01-05 08:00Z' from clients"),
        ("client_zone_changes", "insert into client_zone_changes (client_id, changed_on, scorecard_id, zone_before, zone_after, score_before, score_after, scored_before) select id, '2026-01-05', 1, 'YELLOW', 'GREEN', 60, 84, '2026-01-04' from clients"),
        ("health_overrides", "insert into health_overrides (client_id, zone, set_on, last_day, reason, set_at, set_by) select id, 'YELLOW', '2026-01-05', '2026-01-12', 'Leila moves house', '2026-01-05 09:00Z', 'Aisha' from clients"),
        ("risk_fits", "insert into risk_fits (as_of, settings_version, clients, r, alpha, a, b, stages, why_shipped, horizons) values ('2026-01-05 04:00Z', 1, 2, 1, 1, 1, 1, 1, 'Too few clients to fit.', '[]')"),
        ("dropout_fits", "insert into dropout_fits (as_of, settings_version, clients, calls_per_day, why_not) values ('2026-01-05 04:00Z', 1, 2, 1, 'Too few clients to fit.')"),
        ("client_owner_changes", "insert into client_owner_changes (client_id, from_coach, changed_at, changed_by) select id, coach_id, '2026-01-05 09:00Z', 'Aisha' from clients"),
        ("source_silences", "insert into source_silences (scope, coach_id, starts_on, usual, expected, seen, chance, found_at) select 'COACH', id, '2026-01-05', array[4, 4, 4, 4, 4, 1, 0], 12, 0, 0.00001, '2026-01-08 04:00Z' from staff"),
        ("allowed_origins", "insert into allowed_origins (origin) values ('https://app.example.com')"),
        ("sources", "insert into sources (name, mapping) values ('telephony', 'aircall')"),
        ("received_messages", "insert into received_messages (source, message_id, received_at, sha256) values ('telephony', 'msg_1', '2026-01-05 08:00Z', 'ab')"),
        ("source_records", "insert into source_records (source, entity, external_id, row_id, modified_at, hash, received_at) values ('telephony', 'visits', 'v-1', '22222222-2222-4222-8222-222222222222', '2026-01-05 08:00Z', '33333333-3333-4333-8333-333333333333', '2026-01-05 09:00Z')"),
        ("source_readings", "insert into source_readings (source, entity, columns, columns_sha256, choices, kept_at, kept_by) values ('telephony', 'calls', '{When,Result}', 'ab', '{\"zone\": \"Asia/Dubai\"}', '2026-01-05 08:00Z', 'Aisha')"),
        ("delivery_rejects", "insert into delivery_rejects (delivery_id, line, reason, raw, rejected_at) select id, 3, 'no time', 'x,y', '2026-01-05 08:00Z' from deliveries"),
        ("delivery_files", "insert into delivery_files (file_id, part, form, is_packed, bytes, kept_at) select id, 1, 'FILE', false, 'x,y', '2026-01-05 08:00Z' from deliveries"),
        ("delivery_changes", "insert into delivery_changes (delivery_id, kind, call_id, before, made_at) select d.id, 'CORRECTED', (select min(r.id) from call_records r), '{\"notes\": \"knee\"}', '2026-01-05 08:00Z' from deliveries d"),
        ("sessions", "insert into sessions (client_id, client_email, source, external_id, record_key, starts_at, minutes, booked_at, status, staff, kind, charged, known_from, delivery_id) select id, 'leila@example.com', 'mindbody', 'v-1', 'v-1', '2025-12-02 10:00Z', 60, '2025-12-01 10:00Z', 'ATTENDED', 'Sam', 'Yoga', true, '2026-01-05 08:00Z', 1 from clients"),
        ("session_versions", "insert into session_versions (id, client_id, client_email, source, external_id, record_key, starts_at, status, known_from, known_until, delivery_id) select s.id, s.client_id, s.client_email, s.source, s.external_id, s.record_key, s.starts_at, 'BOOKED', '2026-01-04 08:00Z', '2026-01-05 08:00Z', 1 from sessions s"),
        ("packages", "insert into packages (client_id, client_email, source, external_id, record_key, bought_on, kind, sessions_bought, price, currency, status, known_from, delivery_id) select id, 'leila@example.com', 'mindbody', 'b-1', 'b-1', '2025-12-01', '12 sessions', 12, 1200, 'AED', 'ACTIVE', '2026-01-05 08:00Z', 1 from clients"),
        ("package_counts", ""),
        ("package_usage", "insert into package_usage (package_id, sessions, sessions_told, is_unclear) select id, 1, 1, false from packages"),
        ("package_versions", "insert into package_versions (id, client_id, client_email, source, external_id, record_key, bought_on, status, known_from, known_until, delivery_id) select p.id, p.client_id, p.client_email, p.source, p.external_id, p.record_key, p.bought_on, 'FROZEN', '2026-01-04 08:00Z', '2026-01-05 08:00Z', 1 from packages p"),
        ("payments", "insert into payments (client_id, client_email, source, external_id, record_key, paid_at, amount, currency, status, method, known_from, delivery_id) select id, 'leila@example.com', 'stripe', 'ch-1', 'ch-1', '2025-12-01 10:00Z', 1200, 'AED', 'PAID', 'card', '2026-01-05 08:00Z', 1 from clients"),
        ("payment_versions", "insert into payment_versions (id, client_id, client_email, source, external_id, record_key, paid_at, amount, status, known_from, known_until, delivery_id) select p.id, p.client_id, p.client_email, p.source, p.external_id, p.record_key, p.paid_at, p.amount, 'PENDING', '2026-01-04 08:00Z', '2026-01-05 08:00Z', 1 from payments p"),
        ("people", "insert into people (client_id, client_email, client_key, source, external_id, record_key, registered_at, kind, called, delinquent, account, known_from, delivery_id) select id, 'leila@example.com', 'cus-1', 'stripe', 'cus-1', 'cus-1', '2025-12-01 10:00Z', 'CUSTOMER', 'Leila Haddad', false, 'ACTIVE', '2026-01-05 08:00Z', 1 from clients"),
        ("person_versions", "insert into person_versions (id, client_id, client_email, client_key, source, external_id, record_key, kind, account, known_from, known_until, delivery_id) select p.id, p.client_id, p.client_email, p.client_key, p.source, p.external_id, p.record_key, 'LEAD', 'ACTIVE', '2026-01-04 08:00Z', '2026-01-05 08:00Z', 1 from people p"),
        ("fact_confirmations", "insert into fact_confirmations (entity, delivery_id, ids, made_at) select 'sessions', d.id, '[1,2)', '2026-01-05 08:00Z' from deliveries d"),
        ("request_answers", "insert into request_answers (asked_by, request_key, sha256, status, answer, asked_at) values ('key:1', 'a', 'ab', 200, '{}', '2026-01-05 08:00Z')"),
        ("users", "insert into users (id, email, name, app_role, staff_id, password_hash, made_at, made_by) select '11111111-1111-1111-1111-111111111111', 'coach@example.com', 'Coach Example', 'coach', id, 'pbkdf2-sha512$1$AAAA$AAAA', '2026-01-05 08:00Z', 'command line:example' from staff where name = 'Coach Example'"),
        ("insight_checks", "insert into insight_checks (kind, state, ran_at, sentence, subjects, found, held) values ('drift', 'NOT_RUN', '2026-01-05 08:00Z', 'Too few days.', 1, 1, 0)"),
        ("insight_events", "update proactive_insights set subject = 'book', state = 'OPEN', occurrences = 1, opened_at = '2026-01-05 08:00Z', last_seen_at = '2026-01-05 08:00Z', leave_at = 0, staff_id = (select id from staff where name = 'Coach Example'); insert into insight_events (insight_id, occurrence, kind, made_at, made_by, priority, sentence) select id, 1, 'OPENED', '2026-01-05 08:00Z', 'program', priority, 'It fell silent' from proactive_insights"),
        ("insight_messages", "insert into insight_messages (insight_id, event_id, occurrence, user_id, kind, made_at) select v.insight_id, v.id, 1, u.id, 'ALARM', '2026-01-05 08:00Z' from insight_events v, users u"),
        ("user_links", "insert into user_links (token_hash, purpose, user_id, made_at, made_by, expires_at) select sha256('link'), 'invitation', id, '2026-01-05 08:00Z', 'command line:example', '2026-01-12 08:00Z' from users"),
        ("user_sessions", "insert into user_sessions (token_hash, user_id, security_stamp, made_at, last_seen_at, expires_at) select sha256('session'), id, security_stamp, '2026-01-05 08:00Z', '2026-01-05 09:00Z', '2026-02-04 08:00Z' from users"),
        ("saved_views", "insert into saved_views (user_id, place, name, filters, made_at) select id, '/clients', 'Mine', 'coach=Sara', '2026-01-05 09:00Z' from users"),
        ("notice_channels", "insert into notice_channels (name, kind, target, kinds, paused_until, made_at, made_by) values ('team-room', 'slack', 'hooks.slack.com', '{jobs.failed}', '2026-01-05 09:10Z', '2026-01-05 08:00Z', 'command line:example')"),
        ("notices", "insert into notices (kind, subject, severity, dedup_key, audience, sentence, link, made_at, made_by) values ('jobs.failed', 'job:daily-report', 'warning', 'job-1', 'owner', 'The daily report failed.', '/jobs', '2026-01-05 09:00Z', 'program')"),
        ("notice_deliveries", "insert into notice_deliveries (notice_id, user_id, way, state, attempts, next_attempt_at, last_error, tries, made_at, finished_at) select n.id, u.id, 'mail', 'dead', 1, '2026-01-05 09:00Z', 'refused', '[{\"came\": \"refused\"}]', '2026-01-05 09:00Z', '2026-01-05 09:01Z' from notices n, users u"),
        ("notice_preferences", "insert into notice_preferences (user_id, no_mail, quiet_from, quiet_until, digest_at, changed_at) select id, '{jobs.failed}', 1260, 420, 450, '2026-01-05 09:00Z' from users"),
        ("api_keys", "insert into api_keys (prefix, key_hash, name, kind, user_id, scopes, made_at, made_by) select 'abcdefgh', sha256('key'), 'Telephone', 'user', id, '{read}', '2026-01-05 08:00Z', 'command line:example' from users"),
        ("sign_in_failures", "insert into sign_in_failures (kind, key_hash, failures, last_at) values ('pair', sha256('pair'), 2, '2026-01-05 08:00Z')"),
        ("audit_log", "insert into audit_log (at, who, action, details) values ('2026-01-05 08:00Z', 'command line:example', 'export', '{\"rows\": \"3\"}')"),
        ("not_duplicates", "with other as (insert into clients (firstname, status) values ('Namesake', 'ARCHIVED') returning id) insert into not_duplicates (one, other, said_at, said_by) select least(c.id, o.id), greatest(c.id, o.id), '2026-01-05 09:00Z', 'Aisha' from clients c, other o limit 1"),
    ];

    /// <summary>The database that <see cref="CopyAsync"/> copies.</summary>
    public const string Name = "rows";

    /// <summary>A migrated database with a row in each table, as it is made once in a run.</summary>
    public static async Task<VitalsDatabase> CopyAsync(TestCluster cluster)
    {
        await BeginAsync(cluster);
        return await cluster.CopyAsync(Name);
    }

    /// <summary>Makes what <see cref="CopyAsync"/> copies.</summary>
    public static Task BeginAsync(TestCluster cluster) => cluster.BeginningAsync(Name, TestCluster.Template, async made =>
    {
        await FillAsync(made, CancellationToken.None);
        return true;
    });

    /// <summary>Adds a row to each table that has none yet.</summary>
    public static async Task FillAsync(VitalsDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        var there = (await TablesAsync(connection)).ToHashSet();
        var empty = (await EmptyAsync(connection, there)).ToHashSet();
        // In their order: one row may bring another along.
        foreach (var (table, sql) in Inserts)
        {
            if (sql.Length > 0 && empty.Contains("public." + table) && !await connection.ExecuteScalarAsync<bool>($"select exists (select from public.{table})"))
            {
                await connection.ExecuteAsync(sql);
            }
        }
        // What is already there should differ from what a migration would seed.
        if (there.Contains("public.client_health_scores") && await HasColumnAsync(connection, "client_health_scores", "pattern_status"))
        {
            await connection.ExecuteAsync("update client_health_scores set pattern_status = 'PATTERN_BREAK', last_pattern_check = '2026-01-05 04:00Z', avg_calls_per_week = 3.5, calls_this_week = 0");
        }
        // One id of two sources: what the earlier key had no room for.
        if (there.Contains("public.call_records") && await HasColumnAsync(connection, "call_records", "source")
            && !await connection.ExecuteScalarAsync<bool>("select exists (select from call_records where source = 'api')"))
        {
            await connection.ExecuteAsync("""
                insert into call_records (client_id, client_email, started_at, provider, provider_call_id, source)
                select id, 'leila@example.com', '2025-12-02 10:00Z', 'zoom', '1', v.source from clients, (values (null), ('api')) as v (source)
                """);
        }
        if (there.Contains("public.delivery_changes"))
            await connection.ExecuteAsync("update call_records set source_order = 3 where source_order is null; update deliveries set undone_at = '2026-01-06 08:00Z'");
        if (there.Contains("public.delivery_files"))
            await connection.ExecuteAsync("update deliveries set file_id = id, corrects_id = id");
        if (there.Contains("public.payments") && await HasColumnAsync(connection, "payments", "reason"))
            await connection.ExecuteAsync("update payments set invoice_key = 'in-1', reason = 'insufficient funds'; update payment_versions set invoice_key = 'in-1', reason = 'do not honour'");
        if (there.Contains("public.payments") && await HasColumnAsync(connection, "payments", "refunded_total"))
            await connection.ExecuteAsync("update payments set refunded_total = 20; update payment_versions set refunded_total = 10");
        if (there.Contains("public.job_schedules"))
        {
            await connection.ExecuteAsync("update job_schedules set cron = '5 7 * * *', zone = 'Asia/Dubai'");
            if (await HasColumnAsync(connection, "job_schedules", "owed_since"))
            {
                await connection.ExecuteAsync("update job_schedules set owed_since = '2026-01-05 04:00Z'; update job_runs set attempt = 3, fence = 7, lease_until = '2026-01-05 08:01Z'");
            }
        }
    }

    /// <summary>A new table must be filled here too, else nobody knows whether its rollback keeps the rows.</summary>
    public static async Task MustBeInEveryTableAsync(VitalsDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        var empty = await EmptyAsync(connection, await TablesAsync(connection));
        empty.ShouldBeEmpty("give each new table a row in SomeRows");
    }

    /// <summary>Those of these tables that have no row, in one question.</summary>
    private static async Task<IReadOnlyList<string>> EmptyAsync(NpgsqlConnection connection, IReadOnlyCollection<string> tables) =>
        tables.Count == 0 ? [] : (await connection.QueryAsync<string>(string.Join(" union all ", tables.Select(table => $"select '{table}' where not exists (select from {table})")))).AsList();

    public static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<string>("select 'public.' || quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname collate \"C\"")).AsList();

    private static Task<bool> HasColumnAsync(NpgsqlConnection connection, string table, string column) =>
        connection.ExecuteScalarAsync<bool>("select exists (select from pg_attribute where attrelid = @table::regclass and attname = @column and not attisdropped)", new { table = "public." + table, column });
}
