-- From when to when there are attended sessions and days with calls, since when packages are told, and how many clients and coaches there are.
select
  s.first_day as first_session,
  s.last_day as last_session,
  r.first_day as first_call,
  r.last_day as last_call,
  p.told_from as packages_from,
  c.clients,
  c.coaches
from (
  select
    (min(n.starts_at) at time zone @zone::text)::date - date '0001-01-01' as first_day,
    (max(n.starts_at) at time zone @zone::text)::date - date '0001-01-01' as last_day
  from public.sessions n
  where n.status = 'ATTENDED'
    and n.starts_at < @now::timestamptz
    and n.client_id is not null
) s
cross join (
  select
    min(u.days[1] >> 42)::int as first_day,
    max(u.days[array_upper(u.days, 1)] >> 42)::int as last_day
  from public.call_rollups u
) r
cross join (
  select min(k.known_from) as told_from
  from (
    select n.known_from from public.packages n
    union all
    select v.known_from from public.package_versions v
  ) k
) p
cross join (
  select
    count(*)::int as clients,
    (count(distinct n.coach_id) filter (where n.status = 'ACTIVE' and (n.ended_on is null or n.ended_on > (@now::timestamptz at time zone @zone::text)::date)))::int as coaches
  from public.clients n
  where n.merged_into is null
    and (n.status = 'ACTIVE' or n.ended_on is not null)
) c
