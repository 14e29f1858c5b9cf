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
        ("source_silences", "insert into source_silences (scope, coach_id, starts_on, usual, expected, seen, chance, found_at) select 'COACH', id, '2026-01-05', array[4, 4, 4, 4, 4, 1, 0], 12, 0, 0.00001, '2026-01-08 04:00Z' from staff"),
    ];

    /// <summary>Adds a row to each table that has none yet.</summary>
    public static async Task FillAsync(VitalsDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.OpenAdminAsync(cancel);
        var there = (await TablesAsync(connection)).ToHashSet();
        foreach (var (table, sql) in Inserts)
        {
            if (sql.Length > 0 && there.Contains("public." + table) && !await connection.ExecuteScalarAsync<bool>($"select exists (select from public.{table})"))
            {
                await connection.ExecuteAsync(sql);
            }
        }
        // What is already there should differ from what a migration would seed.
        if (there.Contains("public.client_health_scores") && await HasColumnAsync(connection, "client_health_scores", "pattern_status"))
        {
            await connection.ExecuteAsync("update client_health_scores set pattern_status = 'PATTERN_BREAK', last_pattern_check = '2026-01-05 04:00Z', avg_calls_per_week = 3.5, calls_this_week = 0");
        }
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
        var empty = new List<string>();
        foreach (var table in await TablesAsync(connection))
        {
            if (!await connection.ExecuteScalarAsync<bool>($"select exists (select from {table})"))
            {
                empty.Add(table);
            }
        }
        empty.ShouldBeEmpty("give each new table a row in SomeRows");
    }

    public static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<string>("select 'public.' || quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname collate \"C\"")).AsList();

    private static Task<bool> HasColumnAsync(NpgsqlConnection connection, string table, string column) =>
        connection.ExecuteScalarAsync<bool>("select exists (select from pg_attribute where attrelid = @table::regclass and attname = @column and not attisdropped)", new { table = "public." + table, column });
}
