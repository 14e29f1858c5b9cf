-- Who may be judged, under which address, since when and until when, by what was known of their end at this moment?
with ends as materialized (
  -- The latest word that held then. Of a client without any word the row itself says it.
  select
    s.client_id,
    (array_agg(s.effective_on order by s.known_at desc, s.id desc) filter (
      where s.known_at <= @as_of::timestamptz
        and (s.taken_back_at is null or s.taken_back_at > @as_of::timestamptz)))[1] as ended_on
  from public.client_status_changes s
  where s.taken_back_at is null
    or s.taken_back_at > s.known_at
  group by s.client_id
),
book as (
  select c.id, c.started_on, case when n.client_id is null then c.ended_on else n.ended_on end as ended_on
  from public.clients c
  left join ends n on n.client_id = c.id
  where c.status = 'ACTIVE'
    and c.merged_into is null
)
select
  b.id,
  coalesce(e.email, p.phone, b.id::text) as address,
  b.started_on,
  b.ended_on,
  h.last_pattern_check
from book b
left join public.client_emails e on e.client_id = b.id and e.is_primary
left join public.client_phones p on p.client_id = b.id and p.is_primary
left join public.client_health_scores h on h.client_id = b.id
where b.ended_on is null
  or b.ended_on > @today::date
order by b.id
