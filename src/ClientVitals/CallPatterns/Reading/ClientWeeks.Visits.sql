-- On which days of these weeks did these clients attend a session?
select
  v.client_id,
  array_agg(v.day order by v.day) as days
from (
  select distinct
    s.client_id,
    ((s.starts_at at time zone @zone::text)::date - date '0001-01-01')::int as day
  from public.sessions s
  where s.client_id = any (@clients::uuid[])
    and s.status = 'ATTENDED'
    and s.starts_at >= @first::date::timestamp at time zone @zone::text
    and s.starts_at < (@today::date + 1)::timestamp at time zone @zone::text
) v
group by v.client_id
order by v.client_id
