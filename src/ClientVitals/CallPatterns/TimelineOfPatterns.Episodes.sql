-- Episodes of this client: opened, became a break, closed; each with what was said on that day, which later days do not change.
select (v.day::timestamp at time zone (select public.business_zone())) as at, v.kind, e.id, v.word,
  case when v.kind <> 'closed' then a.reason end as text, null::text, null::text, null::text, null::text, null::int,
  case when v.kind = 'opened' then coalesce(a.drift_since, e.drift_since) end as until, false, null::text
from public.call_pattern_episodes e
cross join lateral (values
  (e.opened_on, 'opened', case when e.worst_status = 'ABOVE_PATTERN' then e.worst_status else 'BELOW_PATTERN' end),
  (e.break_on, 'break', null),
  (e.closed_on, 'closed', e.close_reason)) as v (day, kind, word)
left join public.call_pattern_analysis a
  on a.client_id = e.client_id
  and a.analysis_date = v.day
  and a.rule = 'calibrated'
  and a.run_id is not null
  and a.pattern_status <> 'NORMAL'
where e.client_id = @client::uuid
  and v.day is not null
  -- What began as a break was never only below usual.
  and (v.kind <> 'opened' or e.break_on is distinct from e.opened_on)
  and (@show::text is null or @show::text = 'pattern')
