namespace ClientVitals.Tests.Server.Web;

/// <summary>Clients of whom every branch of the pages about people has something to say.</summary>
public sealed partial class TextsLaw
{
    /// <summary>Clients by what is to be done with them; Leila and Omar are there already.</summary>
    private const string Clients = """
        create temp table spec (firstname text, lastname text, coach text, status text, hold text, rang int, cause text, triggered date, phone text);
        insert into spec values
          ('Amal', 'Again', 'Sara', 'BELOW_PATTERN', null, null, 'EPISODE', '2026-01-02', '+971501110001'),
          ('Rana', 'Rang', 'Sara', 'NORMAL', null, 2, 'RANG_IN_VAIN', '2026-01-07', '+971501110002'),
          ('Gina', 'Gap', 'Sara', 'NORMAL', 'OUTREACH_GAP', null, 'OUTREACH_GAP', '2026-01-02', null),
          ('Abed', 'Above', 'Tom', 'ABOVE_PATTERN', null, null, null, null, null),
          ('Nevin', 'Never', 'Tom', 'NORMAL', 'NEVER_GOT_GOING', null, null, null, null),
          ('Tara', 'Quiet', 'Sara', 'NORMAL', 'TOGETHER', null, null, null, null),
          ('Tarek', 'Quiet', 'Tom', 'NORMAL', 'TOGETHER', null, null, null, null),
          ('Arif', 'Archived', null, 'NORMAL', null, null, null, null, null),
          ('Farah', 'Former', 'Sara', 'NORMAL', null, null, null, null, null);
        insert into spec select 'Long' || n, 'Wait', null, 'PATTERN_BREAK', null, null, 'EPISODE', '2025-12-20', null from generate_series(1, 22) n;
        insert into spec select 'Left' || n, 'Alone', 'Tom', 'NORMAL', 'OUTREACH_GAP', null, null, null, null from generate_series(1, 200) n;
        insert into clients (firstname, lastname, coach_id, status)
        select s.firstname, s.lastname, f.id, case s.lastname when 'Archived' then 'ARCHIVED' else 'ACTIVE' end from spec s left join staff f on f.name = s.coach;
        insert into client_health_scores (
          email, client_id, firstname, lastname, assigned_coach, pattern_status, pattern_hold, pattern_rang_in_vain, pattern_since, pattern_evidence, pattern_enough_history, pattern_reason, last_pattern_check)
        select lower(s.firstname) || '@x.example', c.id, s.firstname, s.lastname, s.coach, s.status, s.hold, s.rang, '2025-12-29', 5, true, 'Usually Mon.', (select max(last_pattern_check) from client_health_scores)
        from spec s join clients c using (firstname, lastname);
        insert into client_phones (phone, client_id, is_primary) select s.phone, c.id, true from spec s join clients c using (firstname, lastname) where s.phone is not null;
        insert into call_pattern_episodes (client_id, opened_on, break_on, worst_status, drift_since)
        select c.id, s.triggered, case when s.status = 'PATTERN_BREAK' then s.triggered end, s.status, '2025-12-01' from spec s join clients c using (firstname, lastname) where s.cause = 'EPISODE';
        insert into intervention_log (client_id, cause_kind, cause_id, cause_status, rang_in_vain, trigger_reason, triggered_at, triggered_on, due_date)
        select c.id, s.cause, e.id, nullif(s.status, 'NORMAL'), s.rang, 'Quiet', s.triggered, s.triggered, s.triggered
        from spec s join clients c using (firstname, lastname) left join call_pattern_episodes e on e.client_id = c.id where s.cause is not null;
        -- Nobody knows their name, or where they are reached.
        insert into clients default values;
        -- Somebody searched for this: what is searched is shown as it was written.
        insert into staff (name) values ('Hadadd');
        update clients set segment = 'ذهبي' where firstname = 'Leila';
        """;

    /// <summary>Acts on the items of Leila (done today, of every kind), Omar (nothing to do) and Amal (tried twice, due again, handed over).</summary>
    private const string Acts = """
        insert into intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word, note, until, due_date)
        select i.id, i.client_id, v.kind, v.made_at, (v.made_at at time zone 'Asia/Dubai')::date, 'coach', v.word, v.note, v.until, v.due
        from (values
          ('Leila', 'NO_ANSWER', '2026-01-07 05:02Z'::timestamptz, null::text, null::text, null::date, '2026-01-08'::date),
          ('Leila', 'ALL_GOOD', '2026-01-07 05:02Z', null, null, null, null),
          ('Leila', 'AWAY', '2026-01-07 05:02Z', null, null, null, null),
          ('Leila', 'AWAY', '2026-01-07 05:02Z', null, null, '2026-01-20', null),
          ('Leila', 'LEFT', '2026-01-07 05:02Z', null, null, null, null),
          ('Leila', 'SNOOZED', '2026-01-07 05:02Z', null, null, '2026-01-12', '2026-01-12'),
          ('Leila', 'SNOOZED', '2026-01-07 05:02Z', null, null, null, null),
          ('Leila', 'NOTE', '2026-01-07 05:02Z', null, 'ملاحظة', null, null),
          ('Leila', 'HANDED_OVER', '2026-01-07 05:02Z', null, null, null, null),
          ('Leila', 'HANDED_OVER', '2026-01-07 05:02Z', 'owner', null, null, null),
          ('Leila', 'REACHED', '2026-01-07 05:03Z', null, null, null, '2026-01-14'),
          ('Omar', 'ALL_GOOD', '2026-01-06 05:03Z', null, null, null, null),
          ('Amal', 'NO_ANSWER', '2026-01-05 05:03Z', null, null, null, '2026-01-06'),
          ('Amal', 'NO_ANSWER', '2026-01-06 05:03Z', null, null, null, '2026-01-07'),
          ('Amal', 'HANDED_OVER', '2026-01-06 05:04Z', 'owner', null, null, null)) as v (firstname, kind, made_at, word, note, until, due)
        join clients c using (firstname)
        join intervention_log i on i.client_id = c.id;
        update intervention_log i set outcome = v.outcome, actioned_at = v.at, executed_by = 'coach', follow_up_date = v.due
        from (values ('Leila', 'REACHED', '2026-01-07 05:03Z'::timestamptz, '2026-01-14'::date), ('Omar', 'ALL_GOOD', '2026-01-06 05:03Z', null), ('Amal', 'NO_ANSWER', '2026-01-06 05:03Z', '2026-01-07'))
          as v (firstname, outcome, at, due)
        join clients c using (firstname)
        where i.client_id = c.id;
        update intervention_log i set assigned_to = 'owner', assigned_user_id = u.id from clients c, users u
        where c.id = i.client_id and c.firstname in ('Leila', 'Amal') and u.name = 'owner';
        """;

    /// <summary>What happened with Leila, how earlier episodes of Omar closed, and ends of three others.</summary>
    private const string Timelines = """
        insert into call_records (client_id, client_email, started_at, channel, status, direction, outcome, duration_seconds, staff, notes, provider, provider_call_id)
        select c.id, 'leila@example.com', v.at, v.channel, v.status, v.direction, v.outcome, v.seconds, 'Sara', v.notes, v.provider, v.own
        from clients c, (values
          ('2026-01-06 10:00Z'::timestamptz, 'EMAIL', 'COMPLETED', 'INBOUND', null::text, null::int, null::text, null::text, null::text),
          ('2026-01-06 11:00Z', 'PHONE', 'VOICEMAIL', 'OUTBOUND', 'CALLBACK', 720, 'ملاحظة', null, null),
          ('2026-01-06 12:00Z', 'WHATSAPP', 'NO_ANSWER', 'OUTBOUND', 'NO_ANSWER', null, null, 'by hand', '00000000-0000-0000-0000-000000000001'),
          ('2026-01-06 13:00Z', 'SMS', 'SCHEDULED', 'UNKNOWN', 'BOOKED', null, null, null, null)) as v (at, channel, status, direction, outcome, seconds, notes, provider, own)
        where c.firstname = 'Leila';
        insert into client_notes (client_id, note, written_at, written_by, written_by_id)
        select c.id, 'ملاحظة', '2026-01-06 09:00Z', u.name, u.id from clients c, users u where c.firstname = 'Leila' and u.name in ('owner', 'setter');
        insert into client_pauses (client_id, starts_on, ends_on, reason, entered_by)
        select c.id, v.starts, v.ends, v.reason, 'owner'
        from (values ('Leila', '2026-01-05'::date, null::date, 'HOLIDAY'), ('Leila', '2025-12-01', '2025-12-03', 'OTHER'), (null, '2025-11-01', '2025-11-03', 'RAMADAN'), (null, '2026-01-06', null, 'OTHER'))
          as v (firstname, starts, ends, reason)
        left join clients c on c.firstname = v.firstname;
        insert into client_owner_changes (client_id, from_coach, to_coach, changed_at, changed_by)
        select c.id, case when v.to_sara then null else s.id end, case when v.to_sara then s.id end, '2026-01-06 08:00Z', 'owner' from clients c, staff s, (values (true), (false)) as v (to_sara)
        where c.firstname = 'Leila' and s.name = 'Sara';
        insert into call_pattern_episodes (client_id, opened_on, closed_on, close_reason, worst_status, drift_since)
        select c.id, '2025-03-01'::date + 10 * v.place::int, '2025-03-06'::date + 10 * v.place::int, v.why, case when v.place = 1 then 'ABOVE_PATTERN' else 'BELOW_PATTERN' end, case when v.place > 2 then '2025-02-01'::date end
        from clients c, unnest(array['new normal', 'returned', 'paused', 'gone', 'corrected', 'status changed', 'ended', 'other']) with ordinality as v (why, place)
        where c.firstname = 'Omar';
        insert into client_status_changes (client_id, effective_on, known_at, reason, entered_by)
        select c.id, v.ends, v.known, v.reason, 'owner'
        from (values
          ('Farah', '2025-12-01'::date, '2025-12-01 05:00Z'::timestamptz, 'PACKAGE'), ('Farah', '2025-12-02', '2025-12-02 05:00Z', 'AGREED'), ('Farah', '2025-12-03', '2025-12-03 05:00Z', 'OTHER'),
          ('Farah', '2025-12-04', '2025-12-04 05:00Z', 'LEFT'), ('Nevin', '2025-12-04', '2025-12-04 05:00Z', 'PACKAGE'), ('Abed', '2026-02-01', '2025-12-04 05:00Z', 'AGREED')) as v (firstname, ends, known, reason)
        join clients c using (firstname);
        update clients c set ended_on = s.effective_on from client_status_changes s where s.client_id = c.id and (c.firstname <> 'Farah' or s.reason = 'LEFT');
        """;

    /// <summary>A failed analysis, data that are missing, and clients who may be one person.</summary>
    private const string Others = """
        insert into job_runs (job, slot, started_by, state, started_at, finished_at, error)
        values ('daily-pattern-analysis', '2026-01-07 05:05Z', 'schedule', 'failed', '2026-01-07 05:05Z', '2026-01-07 05:05Z', 'The disk is full; make room.');
        insert into source_silences (scope, coach_id, starts_on, usual, expected, seen, chance, found_at)
        select 'COACH', s.id, '2026-01-05', '{1,1,1,1,1,1,1}', 9, 0, 0.0001, '2026-01-07 05:01Z' from staff s where s.name = 'Tom';
        insert into clients (firstname, lastname) values ('Same', 'Name'), ('Same', 'Name'), ('Zoe', 'One'), ('Zo', 'Two'), ('Both', 'Alike'), ('Both', 'Alike');
        insert into client_emails (email, client_id, is_primary)
        select case firstname when 'Both' then 'both.alike' else 'zoe.klein' end || '@' || row_number() over () || '.example', id, true from clients where firstname in ('Zoe', 'Zo', 'Both');
        """;
}
