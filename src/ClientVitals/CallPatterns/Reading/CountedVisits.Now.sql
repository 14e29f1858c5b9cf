-- On which days did each client attend a session, by the source that told of it, as it is known now? Days are cut in the business zone.
select
  a.client_id,
  a.source,
  array_agg(distinct a.day order by a.day) as days
from (
  select
    s.client_id,
    s.source,
    ((s.starts_at at time zone @zone::text)::date - date '0001-01-01')::int as day
  from public.sessions s
  where s.status = 'ATTENDED'
    and s.client_id is not null
    and s.starts_at >= @from::date::timestamp at time zone @zone::text
    and s.starts_at < @as_of::timestamptz
    and s.known_at < @as_of::timestamptz
    and s.known_from <= @as_of::timestamptz
) a
group by a.client_id, a.source
order by a.client_id, a.source
