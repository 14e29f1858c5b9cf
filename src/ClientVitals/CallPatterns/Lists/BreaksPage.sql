-- Who rang and nobody answered, then who is out of pattern now, worst first, after this place in the list? The page is cut along an index before anything is looked up for it.
with page as materialized (
  select h.*
  from public.client_health_scores h
  where h.pattern_place is not null
    and (@status::text is null or h.pattern_status = @status::text)
    and h.last_pattern_check >= @since::timestamptz
    and (@coach::text is null or h.assigned_coach = (select s.name from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@segment::text is null or (select c.segment from public.clients c where c.id = h.client_id) = @segment::text)
    and (@after_place::numeric is null or (h.pattern_place, h.client_id) > (@after_place::numeric, @after_client::uuid))
  order by h.pattern_place, h.client_id
  limit @most::int
)
select
  l.client_id,
  coalesce(l.email, p.phone, l.client_id::text) as client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(l.firstname), btrim(l.lastname))), ''), l.email, p.phone, '') as client_name,
  l.assigned_coach,
  l.pattern_status,
  l.calls_this_week,
  l.avg_calls_per_week,
  a.deviation_pct,
  a.expected_since,
  l.pattern_since as drift_since,
  a.last_active_on,
  e.id as episode_id,
  e.opened_on,
  e.break_on,
  l.pattern_evidence as evidence,
  l.health_zone,
  l.pattern_reason as reason,
  l.last_pattern_check as checked_at,
  l.pattern_rang_in_vain as rang_in_vain,
  l.pattern_place as place
from page l
left join public.client_phones p on p.client_id = l.client_id and p.is_primary
left join public.call_pattern_analysis a
  on a.client_id = l.client_id
  and a.analysis_date = (l.last_pattern_check at time zone (select public.business_zone()))::date
  and a.rule = 'calibrated'
  and a.run_id is not null
left join public.call_pattern_episodes e on e.client_id = l.client_id and e.closed_on is null
order by l.pattern_place, l.client_id
