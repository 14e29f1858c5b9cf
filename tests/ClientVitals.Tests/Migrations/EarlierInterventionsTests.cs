using ClientVitals.Migrations;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>The owner's interventions, in both shapes of the earlier table, keep every row and become closed items; items of later causes survive a rollback.</summary>
public sealed class EarlierInterventionsTests(TestCluster cluster)
{
    private const string Before = "20260119000002", Playbooks = "20260131000900";

    private static readonly string Supabase = Path.Combine(TestCluster.Root(), "supabase");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private const string Items = """
        select string_agg(concat_ws(' | ', client_email, intervention_type, priority, status, trigger_reason, triggered_at at time zone 'utc', completed_at at time zone 'utc', notes, health_zone_at_trigger), E'\n' order by triggered_at, id) from intervention_log_live
        """;

    public static TheoryData<string, string, string> Shapes => new()
    {
        {
            """
            create table public.intervention_log (id bigserial constraint intervention_log_pkey primary key, client_id text not null, client_name text, intervention_type text not null, intervention_date timestamptz default now(),
              assigned_coach text, status text default 'pending', ai_recommendation text, outcome text, follow_up_date date, success_rating int, notes text, created_at timestamptz default now(), updated_at timestamptz default now());
            insert into public.intervention_log (client_id, intervention_type, intervention_date, assigned_coach, status, ai_recommendation, outcome, notes) values
              (' Leila@Example.com', 'Special Offer', '2025-12-01 08:00Z', 'Aisha', 'completed', 'Call them', 'Came back', 'Knee'), ('+971 50 123 4567', 'Wellness Check-in', '2025-12-02 08:00Z', null, 'pending', null, null, null),
              ('stranger@example.com', 'Wellness Check-in', '2025-12-03 08:00Z', null, 'pending', null, null, null)
            """,
            "leila@example.com | Special Offer | MEDIUM | COMPLETED | Call them | 2025-12-01 08:00:00 | 2025-12-01 08:00:00 | Came back\nKnee\n+971501234567 | Wellness Check-in | MEDIUM | PENDING | Wellness Check-in | 2025-12-02 08:00:00 | 2025-12-02 08:00:00",
            "3"
        },
        {
            """
            create table public.intervention_log (id bigserial constraint intervention_log_pkey primary key, client_email text not null, email text not null, intervention_type text not null, firstname text, priority text, status text,
              health_zone_at_trigger text, churn_risk_at_trigger numeric, health_score_at_trigger int, trigger_reason text, triggered_at timestamp, due_date date, completed_at timestamptz, executed_by text, assigned_to text,
              communication_method text, outcome text, notes text, owner_notes text);
            insert into public.intervention_log (client_email, email, intervention_type, priority, status, health_zone_at_trigger, trigger_reason, triggered_at, completed_at, executed_by, owner_notes) values
              ('leila@example.com', 'leila@example.com', 'Urgent Personal Outreach', 'high', 'COMPLETED', 'RED', 'Fell silent', '2025-12-01 08:00', '2025-12-04 08:00Z', 'Tom', 'Ask again'),
              ('971501234567', '', 'Package Renewal', 'LOW', null, null, null, null, null, null, null)
            """,
            "+971501234567 | Package Renewal | LOW | CANCELLED | Package Renewal | 2025-10-01 00:00:00 | 2025-10-01 00:00:00\nleila@example.com | Urgent Personal Outreach | HIGH | COMPLETED | Fell silent | 2025-12-01 08:00:00 | 2025-12-04 08:00:00 | Ask again | RED",
            "2"
        },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Each_shape_keeps_every_row_and_its_clients_rows_are_closed_items(string shape, string items, string rows)
    {
        await using var database = await cluster.CloneAsync(Ct);
        var (rollback, push) = (new RollbackMigrations(database, Supabase), new PushMigrations(database, Supabase));
        await rollback.RunAsync(await rollback.PlanAsync(0, Before, Ct), null, Ct);
        await using var db = await database.OpenAdminAsync(Ct);
        await FillAsync(db);
        await db.ExecuteAsync(shape);
        var owners = await db.ExecuteScalarAsync<string>("select md5(string_agg(to_jsonb(i)::text, '|' order by id)) from intervention_log i");
        for (var round = 0; round < 2; round++)
        {
            await push.RunAsync(null, Ct);
            (await db.ExecuteScalarAsync<string>("select md5(string_agg(to_jsonb(i)::text, '|' order by id)) from archive.intervention_log__owners i")).ShouldBe(owners);
            (await db.ExecuteScalarAsync<string>("select count(*)::text from archive.intervention_log__owners")).ShouldBe(rows);
            (await db.ExecuteScalarAsync<string>(Items)).ShouldBe(items);
            (await db.ExecuteScalarAsync<int>("select count(*)::int from intervention_log where completed_at is null")).ShouldBe(0);
            await rollback.RunAsync(await rollback.PlanAsync(0, Before, Ct), null, Ct);
            (await db.ExecuteScalarAsync<string>("select md5(string_agg(to_jsonb(i)::text, '|' order by id)) from public.intervention_log i")).ShouldBe(owners);
        }
    }

    [Fact]
    public async Task Tables_of_the_owner_s_by_the_new_names_are_set_aside_whole_and_come_back()
    {
        await using var database = await cluster.CloneAsync(Ct);
        var (rollback, push) = (new RollbackMigrations(database, Supabase), new PushMigrations(database, Supabase));
        await rollback.RunAsync(await rollback.PlanAsync(0, Playbooks, Ct), null, Ct);
        await using var db = await database.OpenAdminAsync(Ct);
        await db.ExecuteAsync("""
            create table public.playbooks (id bigserial primary key, name text); insert into public.playbooks (name) values ('Ours');
            create table public.intervention_outcomes (id bigserial primary key, client_email text); insert into public.intervention_outcomes (client_email) values ('leila@example.com')
            """);
        await push.RunAsync(null, Ct);
        (await db.ExecuteScalarAsync<string>("select (select name from archive.playbooks__owners) || ' ' || (select client_email from archive.intervention_outcomes__owners)")).ShouldBe("Ours leila@example.com");
        (await db.ExecuteScalarAsync<int>("select count(*)::int from playbooks")).ShouldBe(10);
        await rollback.RunAsync(await rollback.PlanAsync(0, Playbooks, Ct), null, Ct);
        (await db.ExecuteScalarAsync<string>("select (select name from public.playbooks) || ' ' || (select client_email from public.intervention_outcomes)")).ShouldBe("Ours leila@example.com");
    }

    [Fact]
    public async Task Items_of_later_causes_their_events_lots_and_playbooks_survive_a_rollback()
    {
        await using var database = await cluster.CloneAsync(Ct);
        var (rollback, push) = (new RollbackMigrations(database, Supabase), new PushMigrations(database, Supabase));
        await using var db = await database.OpenAdminAsync(Ct);
        await FillAsync(db);
        await db.ExecuteAsync("""
            insert into playbooks (key, version, cause_kind, place, intervention_type, priority, channel, timing, due_days, template, hold_out_share, made_by) values ('renewal', 2, 'PACKAGE', 10, 'Package Renewal', 'MEDIUM', 'Call', 'Soon', 7, 'Hi', 0.2, 'Fatima');
            insert into intervention_log (client_id, cause_kind, cause_id, cause_on, cause_status, trigger_reason, triggered_at, triggered_on, due_date, playbook_id, arm, set_aside, expected_value)
            select id, k.kind, 7, '2026-01-02', 'DUE', 'Runs out', '2026-01-01 08:00Z', '2026-01-01', '2026-01-01', 11, 'ACT', 'LIMIT', 12.5 from clients, (values ('PACKAGE'), ('EPISODE')) k (kind) where firstname = 'Leila';
            insert into intervention_events (item_id, client_id, kind, made_at, made_on, made_by, note) select id, client_id, 'NOTE', '2026-01-02 08:00Z', '2026-01-02', 'Tom', 'Called' from intervention_log;
            insert into intervention_assignments (client_id, playbook_id, item_id, arm, share, draw, assigned_at) select client_id, 11, id, 'ACT', 0.2, 0.5, '2026-01-01 08:00Z' from intervention_log where cause_kind = 'PACKAGE';
            insert into never_withheld (client_id, marked_at, marked_by) select id, '2026-01-01 08:00Z', 'Tom' from clients where firstname = 'Phone'
            """);
        const string everything = """
            select md5(concat_ws('|', (select string_agg(to_jsonb(i)::text, '|' order by id) from intervention_log i), (select string_agg(to_jsonb(v)::text, '|' order by id) from intervention_events v),
              (select string_agg(to_jsonb(p)::text, '|' order by id) from playbooks p), (select string_agg(to_jsonb(a)::text, '|') from intervention_assignments a), (select string_agg(to_jsonb(w)::text, '|') from never_withheld w)))
            """;
        var before = await db.ExecuteScalarAsync<string>(everything);
        await rollback.RunAsync(await rollback.PlanAsync(0, Playbooks, Ct), null, Ct);
        (await db.ExecuteScalarAsync<string>("select string_agg(cause_kind, ', ') from intervention_log")).ShouldBe("EPISODE");
        await push.RunAsync(null, Ct);
        (await db.ExecuteScalarAsync<string>(everything)).ShouldBe(before);
    }

    private static Task FillAsync(NpgsqlConnection db) => db.ExecuteAsync("""
        insert into clients (firstname) values ('Leila'), ('Phone');
        insert into client_emails (email, client_id, is_primary) select 'leila@example.com', id, true from clients where firstname = 'Leila';
        insert into client_phones (phone, client_id, is_primary) select '+971501234567', id, true from clients where firstname = 'Phone';
        insert into client_health_scores (email, client_id, firstname) select case firstname when 'Leila' then 'leila@example.com' end, id, firstname from clients
        """);
}
