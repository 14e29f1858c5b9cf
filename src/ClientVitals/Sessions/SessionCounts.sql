-- The attended sessions of each client who has any session, as they were known at a moment. Days are cut in the business zone; that day is day 0.
with attended as (
  select
    k.client_id,
    (count(*) filter (where k.starts_at >= @from_7::timestamptz))::integer as last7_days,
    (count(*) filter (where k.starts_at >= @from_30::timestamptz))::integer as last30_days,
    (count(*) filter (where k.starts_at >= @from_90::timestamptz))::integer as last90_days,
    (@today::date - (max(k.starts_at) at time zone @zone::text)::date)::integer as days_since_last
  from (
    select s.client_id, s.starts_at, s.status
    from public.sessions s
    where s.known_from <= @as_of::timestamptz
    union all
    select v.client_id, v.starts_at, v.status
    from public.session_versions v
    where v.known_from <= @as_of::timestamptz
      and v.known_until > @as_of::timestamptz
  ) k
  where k.status = 'ATTENDED'
    and k.client_id is not null
    and k.starts_at < @until::timestamptz
  group by k.client_id
)
select
  c.id as client_id,
  coalesce(a.last7_days, 0) as last7_days,
  coalesce(a.last30_days, 0) as last30_days,
  coalesce(a.last90_days, 0) as last90_days,
  a.days_since_last
from public.clients c
left join attended a on a.client_id = c.id
-- Booked or missed is known too; of the others nothing is.
where a.client_id is not null
  or exists (select from public.sessions s where s.client_id = c.id and s.known_from <= @as_of::timestamptz)
  or exists (
    select
    from public.session_versions v
    where v.client_id = c.id
      and v.known_from <= @as_of::timestamptz
      and v.known_until > @as_of::timestamptz)
