-- Write each client's counts of attended sessions to the hub, where they changed; unknown of those who never had a session of any status. Days are cut in
-- the business zone; today is day 0.
with counted as (
  select
    s.client_id,
    count(*) filter (where s.starts_at >= @from_7::timestamptz) as last_7d,
    count(*) filter (where s.starts_at >= @from_30::timestamptz) as last_30d,
    count(*) filter (where s.starts_at >= @from_90::timestamptz) as last_90d,
    max(s.starts_at) as last_at
  from public.sessions s
  where s.status = 'ATTENDED'
    and s.client_id is not null
    and s.starts_at < @until::timestamptz
  group by s.client_id
),
said as (
  select
    h.id,
    case when k.has_any then coalesce(c.last_7d, 0)::integer end as last_7d,
    case when k.has_any then coalesce(c.last_30d, 0)::integer end as last_30d,
    case when k.has_any then coalesce(c.last_90d, 0)::integer end as last_90d,
    (@today::date - (c.last_at at time zone @zone::text)::date)::integer as days_since
  from public.client_health_scores h
  left join counted c on c.client_id = h.client_id
  cross join lateral (select c.client_id is not null or exists (select from public.sessions s where s.client_id = h.client_id) as has_any) k
  where h.client_id is not null
)
update public.client_health_scores h
set sessions_last_7d = s.last_7d,
    sessions_last_30d = s.last_30d,
    sessions_last_90d = s.last_90d,
    days_since_last_session = s.days_since
from said s
where h.id = s.id
  and (h.sessions_last_7d, h.sessions_last_30d, h.sessions_last_90d, h.days_since_last_session) is distinct from (s.last_7d, s.last_30d, s.last_90d, s.days_since)
