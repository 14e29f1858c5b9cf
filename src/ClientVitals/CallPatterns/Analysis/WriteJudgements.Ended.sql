-- Write the episodes that ended since the last run: close the open one, and add one that opened and ended in between.
insert into public.call_pattern_episodes as known (
  client_id, opened_on, break_on, closed_on, close_reason, worst_status, drift_since, reason)
select
  w.client_id, w.opened_on, w.break_on, w.closed_on, w.close_reason, w.worst_status, w.drift_since, w.reason
from walked w
order by w.client_id, w.opened_on
on conflict (client_id, opened_on) do update set
  -- What is corrected never was: a break that only the walk saw is not written beside a row that never rose.
  break_on = case when excluded.close_reason = 'corrected' then known.break_on else coalesce(known.break_on, excluded.break_on) end,
  closed_on = excluded.closed_on,
  close_reason = excluded.close_reason,
  worst_status = case when known.worst_status = 'PATTERN_BREAK' or excluded.close_reason = 'corrected' then known.worst_status else excluded.worst_status end
where known.closed_on is null
