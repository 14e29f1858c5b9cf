-- On which days did each client attend a session, by the source that told of it, as it was known at a past moment? What was corrected or taken back since counts as it was.
select
  a.client_id,
  a.source,
  array_agg(distinct a.day order by a.day) as days
from (
  select
    k.client_id,
    k.source,
    ((k.starts_at at time zone @zone::text)::date - date '0001-01-01')::int as day
  from (
    select s.client_id, s.source, s.starts_at, s.status_at
    from public.sessions s
    where s.status = 'ATTENDED'
      and s.client_id is not null
      and s.starts_at >= @from::date::timestamp at time zone @zone::text
      and s.known_from <= @as_of::timestamptz
    union all
    select v.client_id, v.source, v.starts_at, v.status_at
    from public.session_versions v
    where v.status = 'ATTENDED'
      and v.client_id is not null
      and v.starts_at >= @from::date::timestamp at time zone @zone::text
      and v.known_from <= @as_of::timestamptz
      and v.known_until > @as_of::timestamptz
  ) k
  where k.starts_at < @as_of::timestamptz
    -- As the column known_at of a session: attendance is not known before the source said it.
    and coalesce(k.status_at, k.starts_at) < @as_of::timestamptz
) a
group by a.client_id, a.source
order by a.client_id, a.source
