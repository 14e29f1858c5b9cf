-- On which days was it said, and known at this moment, that a client is fine as it is? (the zone cut the day when it was said)
select
  a.client_id,
  (a.answered_on - date '0001-01-01')::int as day
from public.call_pattern_answers a
where a.answer = 'FINE'
  and a.answered_at < @as_of::timestamptz
  and (a.taken_back_at is null or a.taken_back_at >= @as_of::timestamptz)
order by a.client_id, a.answered_on
