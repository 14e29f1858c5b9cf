-- Which calls are, or were, agreed for a day?
select
  r.client_id,
  ((r.started_at at time zone @zone::text)::date - date '0001-01-01')::int as day,
  ((coalesce(r.logged_at, r.created_at) at time zone @zone::text)::date - date '0001-01-01')::int as seen_on
from public.call_records r
where r.status = 'SCHEDULED'
  and r.client_id is not null
  and r.started_at >= @as_of::timestamptz - interval '2 years'
  and coalesce(r.logged_at, r.created_at) < @as_of::timestamptz
order by r.client_id, r.started_at
