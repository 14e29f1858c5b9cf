-- On which days was it said, and known at this moment, that all is good with a client? (the zone cut the day when it was said)
select
  n.client_id,
  (n.said_on - date '0001-01-01')::int as day
from public.call_pattern_new_usuals n
where n.said_at < @as_of::timestamptz
  and (n.taken_back_at is null or n.taken_back_at >= @as_of::timestamptz)
order by n.client_id, n.said_on
