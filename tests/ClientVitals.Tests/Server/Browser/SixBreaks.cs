namespace ClientVitals.Tests.Server.Browser;

/// <summary>Six breaks of one coach, beside the one that is there; what was done before is gone.</summary>
internal static class SixBreaks
{
    public static Task MakeAsync(OpenDoor door) => door.DoAsync("""
        delete from clients where lastname = 'Client'; delete from intervention_events where made_by <> 'program'; delete from call_pattern_new_usuals;
        update intervention_log set outcome = null, actioned_at = null, executed_by = null, follow_up_date = null, assigned_to = null, assigned_user_id = null;
        with made as (
          insert into clients (firstname, lastname, coach_id) select 'Queue' || n, 'Client', s.id from staff s, generate_series(1, 6) n where s.name = 'Sara' returning id, firstname, lastname),
        phones as (
          insert into client_phones (phone, client_id, is_primary) select '+97150123400' || right(firstname, 1), id, true from made),
        hub as (
          insert into client_health_scores (email, client_id, firstname, lastname, assigned_coach, pattern_status, pattern_evidence, pattern_enough_history, pattern_reason, last_pattern_check)
          select lower(firstname) || '@x.example', id, firstname, lastname, 'Sara', 'PATTERN_BREAK', 20 - right(firstname, 1)::int, true, 'Usually Mon. No calls since 5 Oct; about 9 expected.', (select max(last_pattern_check) from client_health_scores) from made),
        broke as (
          insert into call_pattern_episodes (client_id, opened_on, break_on, worst_status, drift_since) select id, '2026-01-07', '2026-01-07', 'PATTERN_BREAK', '2025-10-06' from made returning id, client_id)
        insert into intervention_log (client_id, cause_kind, cause_id, cause_status, trigger_reason, triggered_at, triggered_on, due_date)
        select client_id, 'EPISODE', id, 'PATTERN_BREAK', 'Quiet', '2026-01-07 05:00Z', '2026-01-07', '2026-01-07' from broke
        """);
}
