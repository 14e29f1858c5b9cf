-- Who is out of pattern now, worst first, after this place in the list? The page is cut before anything is looked up for it.
with listed as (
  select
    h.client_id,
    h.email,
    h.firstname,
    h.lastname,
    h.assigned_coach,
    h.pattern_status,
    h.calls_this_week,
    h.avg_calls_per_week,
    h.pattern_since,
    h.pattern_evidence,
    h.health_zone,
    h.pattern_reason,
    h.last_pattern_check,
    case h.pattern_status when 'PATTERN_BREAK' then 1 else 2 end as rank,
    -coalesce(h.pattern_evidence, 0) as order_evidence
  from public.client_health_scores h
  where h.pattern_status = any (@statuses::text[])
    and h.client_id is not null
    and h.last_pattern_check >= @since::timestamptz
    and (@coach::text is null or lower(h.assigned_coach) = lower(@coach::text))
),
page as materialized (
  select l.*
  from listed l
  where @after_rank::int is null
    or (l.rank, l.order_evidence, l.client_id) > (@after_rank::int, -coalesce(@after_evidence::numeric, 0), @after_client::uuid)
  order by l.rank, l.order_evidence, l.client_id
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
  l.last_pattern_check as checked_at
from page l
left join public.client_phones p on p.client_id = l.client_id and p.is_primary
left join public.call_pattern_analysis a
  on a.client_id = l.client_id
  and a.analysis_date = (l.last_pattern_check at time zone (select public.business_zone()))::date
  and a.rule = 'calibrated'
  and a.run_id is not null
left join public.call_pattern_episodes e on e.client_id = l.client_id and e.closed_on is null
order by l.rank, l.order_evidence, l.client_id
