-- Write the episodes that stand open: one per client; it may rise to a break and never falls back.
insert into public.call_pattern_episodes as known (
  client_id, opened_on, break_on, worst_status, drift_since, expected_since, evidence, reason)
select
  j.client_id, coalesce(o.opened_on, j.open_opened_on),
  -- Calls logged late may move the walk's days before the day the row was opened; the row keeps its own.
  case when j.open_break_on < o.opened_on then o.opened_on else j.open_break_on end,
  j.open_worst, j.open_drift_since, j.expected_since, j.evidence, j.reason
from judged j
left join public.call_pattern_episodes o on o.client_id = j.client_id and o.closed_on is null
where j.open_opened_on is not null
order by j.client_id
on conflict (client_id, opened_on) do update set
  break_on = coalesce(known.break_on, excluded.break_on),
  closed_on = null,
  close_reason = null,
  worst_status = case when known.worst_status = 'PATTERN_BREAK' then known.worst_status else excluded.worst_status end,
  drift_since = excluded.drift_since,
  expected_since = excluded.expected_since,
  evidence = excluded.evidence,
  reason = excluded.reason
where (known.break_on, known.closed_on, known.worst_status, known.drift_since, known.expected_since, known.evidence, known.reason)
  is distinct from (
    coalesce(known.break_on, excluded.break_on), null::date,
    case when known.worst_status = 'PATTERN_BREAK' then known.worst_status else excluded.worst_status end,
    excluded.drift_since, excluded.expected_since, excluded.evidence, excluded.reason)
