-- What does the roll-up hold that was not yet known at this moment? One line per client and day.
with basis as (
  select b.business_zone, b.engaged_channels, b.engaged_statuses
  from public.call_rollup_basis b
),
-- Nearly all calls are known within an hour of their beginning and found by that; the few written down later have an index of their own.
unseen as (
  select r.client_id, r.started_at, r.channel, r.status, r.direction
  from public.call_records r
  where r.started_at >= @as_of::timestamptz - interval '1 hour'
    and r.known_at >= @as_of::timestamptz
    and r.client_id is not null
  union all
  select r.client_id, r.started_at, r.channel, r.status, r.direction
  from public.call_records r
  where r.logged_at - r.started_at > interval '1 hour'
    and r.known_at >= @as_of::timestamptz
    and r.started_at < @as_of::timestamptz - interval '1 hour'
    and r.client_id is not null
)
select
  u.client_id,
  ((u.started_at at time zone b.business_zone)::date - date '0001-01-01')::int as day,
  (count(*) filter (where u.channel = any (b.engaged_channels) and u.status = any (b.engaged_statuses)))::int as calls,
  (count(*) filter (where u.channel = any (b.engaged_channels) and u.status = any (b.engaged_statuses) and u.direction = 'OUTBOUND'))::int as outbound,
  (count(*) filter (where u.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and u.direction <> 'INBOUND'))::int as attempts
from unseen u
cross join basis b
group by 1, 2
