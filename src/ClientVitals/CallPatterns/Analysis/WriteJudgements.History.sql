-- Write history: one row per client, business date and rule; the latest run of a date wins, an equal one changes nothing.
insert into public.call_pattern_analysis as known (
  id, client_email, analysis_date, calls_this_week, avg_calls_per_week, pattern_status, deviation_pct,
  client_id, run_id, rule, as_of, enough_history, expected_so_far, drift_since, expected_since, expected_since_low,
  expected_since_high, evidence, evidence_needed, weeks_of_history, paused_days, last_active_on, reason, clears_when, hold,
  once_in_weeks, logged_share, rang_in_vain)
select
  j.id, j.client_email, j.analysis_date, j.calls_this_week, j.avg_calls_per_week, j.pattern_status, j.deviation_pct,
  j.client_id, @run_id::bigint, j.rule, j.as_of, j.enough_history, j.expected_so_far, j.drift_since, j.expected_since, j.expected_since_low,
  j.expected_since_high, j.evidence, j.evidence_needed, j.weeks_of_history, j.paused_days, j.last_active_on, j.reason, j.clears_when, j.hold,
  j.once_in_weeks, j.logged_share, j.rang_in_vain
from judged j
order by j.client_id
on conflict (client_id, analysis_date, rule) where run_id is not null do update set
  client_email = excluded.client_email,
  calls_this_week = excluded.calls_this_week,
  avg_calls_per_week = excluded.avg_calls_per_week,
  pattern_status = excluded.pattern_status,
  deviation_pct = excluded.deviation_pct,
  run_id = excluded.run_id,
  as_of = excluded.as_of,
  enough_history = excluded.enough_history,
  expected_so_far = excluded.expected_so_far,
  drift_since = excluded.drift_since,
  expected_since = excluded.expected_since,
  expected_since_low = excluded.expected_since_low,
  expected_since_high = excluded.expected_since_high,
  evidence = excluded.evidence,
  evidence_needed = excluded.evidence_needed,
  weeks_of_history = excluded.weeks_of_history,
  paused_days = excluded.paused_days,
  last_active_on = excluded.last_active_on,
  reason = excluded.reason,
  clears_when = excluded.clears_when,
  hold = excluded.hold,
  once_in_weeks = excluded.once_in_weeks,
  logged_share = excluded.logged_share,
  rang_in_vain = excluded.rang_in_vain
where (
  known.client_email, known.calls_this_week, known.avg_calls_per_week, known.pattern_status, known.deviation_pct, known.as_of,
  known.enough_history, known.expected_so_far, known.drift_since, known.expected_since, known.expected_since_low,
  known.expected_since_high, known.evidence, known.evidence_needed, known.weeks_of_history, known.paused_days,
  known.last_active_on, known.reason, known.clears_when, known.hold, known.once_in_weeks,
  known.logged_share, known.rang_in_vain)
  is distinct from (
  excluded.client_email, excluded.calls_this_week, excluded.avg_calls_per_week, excluded.pattern_status, excluded.deviation_pct, excluded.as_of,
  excluded.enough_history, excluded.expected_so_far, excluded.drift_since, excluded.expected_since, excluded.expected_since_low,
  excluded.expected_since_high, excluded.evidence, excluded.evidence_needed, excluded.weeks_of_history, excluded.paused_days,
  excluded.last_active_on, excluded.reason, excluded.clears_when, excluded.hold, excluded.once_in_weeks,
  excluded.logged_share, excluded.rang_in_vain)
