-- Who rang and nobody answered, then who is out of pattern now, worst first.
select
  coalesce(h.email, p.phone, h.client_id::text) as client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(h.firstname), btrim(h.lastname))), ''), h.email, p.phone, '') as client_name,
  h.assigned_coach,
  h.pattern_status,
  h.calls_this_week,
  h.avg_calls_per_week,
  a.deviation_pct,
  a.expected_since,
  h.pattern_since as drift_since,
  a.last_active_on,
  e.opened_on,
  e.break_on,
  h.pattern_evidence as evidence,
  h.health_zone,
  h.pattern_reason as reason,
  h.last_pattern_check as checked_at,
  h.pattern_rang_in_vain as rang_in_vain
from public.client_health_scores h
left join public.client_phones p on p.client_id = h.client_id and p.is_primary
left join public.call_pattern_analysis a
  on a.client_id = h.client_id
  and a.analysis_date = (h.last_pattern_check at time zone public.business_zone())::date
  and a.rule = 'calibrated'
  and a.run_id is not null
left join public.call_pattern_episodes e on e.client_id = h.client_id and e.closed_on is null
where h.pattern_place is not null
  and h.last_pattern_check >= @now::timestamptz - make_interval(days => @days_back::int)
  and (@coach::text is null or lower(h.assigned_coach) = lower(@coach::text))
order by
  h.pattern_rang_in_vain desc nulls last,
  case h.pattern_status when 'PATTERN_BREAK' then 1 when 'BELOW_PATTERN' then 2 else 3 end,
  h.pattern_evidence desc nulls last,
  h.email
limit @most::int
