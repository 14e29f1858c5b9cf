-- The writes of an analysis and nothing else: a row of history for each client, and the hub's row.
insert into public.call_pattern_analysis (
  id, client_email, analysis_date, calls_this_week, avg_calls_per_week, pattern_status, deviation_pct,
  client_id, run_id, rule, as_of, enough_history, expected_so_far, drift_since, expected_since, expected_since_low,
  expected_since_high, evidence, evidence_needed, weeks_of_history, paused_days, last_active_on, reason, clears_when, hold,
  once_in_weeks, logged_share)
select
  o.key, o.client_email, o.analysis_date + 1000, o.calls_this_week, o.avg_calls_per_week, o.pattern_status, o.deviation_pct,
  o.client_id, o.run_id, o.rule, o.as_of, o.enough_history, o.expected_so_far, o.drift_since, o.expected_since, o.expected_since_low,
  o.expected_since_high, o.evidence, o.evidence_needed, o.weeks_of_history, o.paused_days, o.last_active_on, o.reason, o.clears_when, o.hold,
  o.once_in_weeks, o.logged_share
from only_writes o;
update public.client_health_scores h
set avg_calls_per_week = o.avg_calls_per_week,
    calls_this_week = o.calls_this_week,
    last_pattern_check = o.as_of + interval '1 day',
    pattern_status = o.pattern_status,
    pattern_reason = o.reason,
    pattern_since = o.drift_since,
    pattern_evidence = o.evidence,
    pattern_enough_history = o.enough_history,
    pattern_hold = o.hold
from only_writes o
where h.client_id = o.client_id
