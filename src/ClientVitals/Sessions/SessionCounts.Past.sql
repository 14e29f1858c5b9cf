-- The attended sessions of these clients as they were known at a moment. Of a source that had told nothing by then, what the source itself could know by then is taken.
with known as (
  select s.client_id, s.starts_at, s.status
  from public.sessions s
  where s.client_id = any (@clients::uuid[])
    and case when s.source = any (@later::text[]) then s.known_at else s.known_from end <= @as_of::timestamptz
  union all
  select v.client_id, v.starts_at, v.status
  from public.session_versions v
  where v.client_id = any (@clients::uuid[])
    and v.source <> all (@later::text[])
    and v.known_from <= @as_of::timestamptz
    and v.known_until > @as_of::timestamptz
)
-- Booked or missed is known too; of clients without any session nothing is.
select
  k.client_id,
  (count(*) filter (where k.status = 'ATTENDED' and k.starts_at >= @from_7::timestamptz and k.starts_at < @until::timestamptz))::integer as last7_days,
  (count(*) filter (where k.status = 'ATTENDED' and k.starts_at >= @from_30::timestamptz and k.starts_at < @until::timestamptz))::integer as last30_days,
  (count(*) filter (where k.status = 'ATTENDED' and k.starts_at >= @from_90::timestamptz and k.starts_at < @until::timestamptz))::integer as last90_days,
  (@today::date - (max(k.starts_at) filter (where k.status = 'ATTENDED' and k.starts_at < @until::timestamptz) at time zone @zone::text)::date)::integer as days_since_last
from known k
group by k.client_id
