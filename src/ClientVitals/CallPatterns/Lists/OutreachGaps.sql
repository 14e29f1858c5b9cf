-- Which clients did we leave alone: most calls are ours, and nobody tried since the last one? By coach, the longest silence first.
select
  coalesce(h.email, p.phone, h.client_id::text) as client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(h.firstname), btrim(h.lastname))), ''), h.email, p.phone, '') as client_name,
  h.assigned_coach,
  h.avg_calls_per_week,
  a.last_active_on,
  a.expected_since,
  h.pattern_reason as reason,
  h.last_pattern_check as checked_at
from public.client_health_scores h
left join public.client_phones p on p.client_id = h.client_id and p.is_primary
left join public.call_pattern_analysis a
  on a.client_id = h.client_id
  and a.analysis_date = (h.last_pattern_check at time zone public.business_zone())::date
  and a.rule = 'calibrated'
  and a.run_id is not null
where h.pattern_hold = 'OUTREACH_GAP'
  and h.last_pattern_check >= @now::timestamptz - make_interval(days => @days_back::int)
  and (@coach::text is null or lower(h.assigned_coach) = lower(@coach::text))
order by
  lower(h.assigned_coach) nulls last,
  a.last_active_on,
  h.email
limit @most::int
