-- What does the roll-up hold that was not yet known at this moment? One line per client and day.
with basis as (
  select b.business_zone, b.engaged_channels, b.engaged_statuses
  from public.call_rollup_basis b
)
select
  r.client_id,
  ((r.started_at at time zone b.business_zone)::date - date '0001-01-01')::int as day,
  (count(*) filter (where r.channel = any (b.engaged_channels) and r.status = any (b.engaged_statuses)))::int as calls,
  (count(*) filter (where r.channel = any (b.engaged_channels) and r.status = any (b.engaged_statuses) and r.direction = 'OUTBOUND'))::int as outbound,
  (count(*) filter (where r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and r.direction <> 'INBOUND'))::int as attempts
from public.call_records r
cross join basis b
where r.known_at >= @as_of::timestamptz
  and r.client_id is not null
group by 1, 2
