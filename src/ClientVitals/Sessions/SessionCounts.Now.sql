-- The attended sessions of each client who has any session, as they are known now. Read along the days of the windows; clients who came in none of them are looked up.
with recent as materialized (
  select
    s.client_id,
    (count(*) filter (where s.starts_at >= @from_7::timestamptz))::integer as last7_days,
    (count(*) filter (where s.starts_at >= @from_30::timestamptz))::integer as last30_days,
    count(*)::integer as last90_days,
    max(s.starts_at) as last_at
  from public.sessions s
  where s.starts_at >= @from_90::timestamptz
    and s.starts_at < @until::timestamptz
    and s.status = 'ATTENDED'
    and s.client_id is not null
  group by s.client_id
)
select
  c.id as client_id,
  coalesce(r.last7_days, 0) as last7_days,
  coalesce(r.last30_days, 0) as last30_days,
  coalesce(r.last90_days, 0) as last90_days,
  (@today::date - (coalesce(r.last_at, l.starts_at) at time zone @zone::text)::date)::integer as days_since_last
from public.clients c
left join recent r on r.client_id = c.id
left join lateral (
  select s.starts_at
  from public.sessions s
  where r.client_id is null
    and s.client_id = c.id
    and s.status = 'ATTENDED'
    and s.starts_at < @from_90::timestamptz
  order by s.starts_at desc
  limit 1
) l on true
-- Booked or missed is known too; of the others nothing is.
where r.client_id is not null
  or l.starts_at is not null
  or exists (select from public.sessions s where s.client_id = c.id)
