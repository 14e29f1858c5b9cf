-- What did the last analysis as of now say of this client, and on what does it rest?
select
  h.client_id,
  h.email,
  nullif(btrim(concat_ws(' ', btrim(h.firstname), btrim(h.lastname))), '') as name,
  h.assigned_coach as coach,
  h.pattern_status,
  h.last_pattern_check as checked_at,
  h.pattern_enough_history as enough_history,
  case when h.last_pattern_check is not null then h.calls_this_week end as calls_this_week,
  case when h.last_pattern_check is not null then h.avg_calls_per_week end as avg_calls_per_week,
  a.deviation_pct,
  a.expected_so_far,
  h.pattern_since as drift_since,
  a.expected_since,
  a.expected_since_low,
  a.expected_since_high,
  h.pattern_evidence as evidence,
  a.evidence_needed,
  a.weeks_of_history,
  a.paused_days,
  a.last_active_on,
  h.pattern_hold as hold,
  a.once_in_weeks,
  a.logged_share,
  h.pattern_reason as reason,
  a.clears_when,
  e.id as episode_id,
  e.opened_on,
  e.break_on
from public.client_health_scores h
left join public.call_pattern_analysis a
  on a.client_id = h.client_id
  and a.analysis_date = (h.last_pattern_check at time zone (select public.business_zone()))::date
  and a.rule = 'calibrated'
  and a.run_id is not null
left join public.call_pattern_episodes e on e.client_id = h.client_id and e.closed_on is null
where h.client_id = @client::uuid
