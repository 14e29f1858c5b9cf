-- Calls of clients since the last talk with them that nobody answered, where there are several.
with basis as materialized (
  select b.engaged_channels, b.engaged_statuses
  from public.call_rollup_basis b
),
rang as materialized (
  select r.client_id, max(r.started_at) as last_at
  from public.call_records r
  cross join basis b
  where r.direction = 'INBOUND'
    and r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED')
    and r.client_id is not null
    and r.started_at >= @as_of::timestamptz - make_interval(days => @days::int)
    and r.started_at < @as_of::timestamptz
    and r.known_at < @as_of::timestamptz
    and r.channel = any (b.engaged_channels)
  group by r.client_id
  having count(*) > 1
),
unanswered as materialized (
  select g.client_id, t.talked_at
  from rang g
  cross join basis b
  cross join lateral (
    -- Asked client by client, from the latest call back: a join would open every call there is.
    select (
      select r.started_at
      from public.call_records r
      where r.client_id = g.client_id
        and r.started_at < @as_of::timestamptz
        and r.known_at < @as_of::timestamptz
        and r.channel = any (b.engaged_channels)
        and r.status = any (b.engaged_statuses)
      order by r.started_at desc
      limit 1
    ) as talked_at
    offset 0
  ) t
  where t.talked_at is null
    or t.talked_at < g.last_at
)
select r.client_id, r.started_at
from unanswered u
cross join basis b
cross join lateral (
  select r.client_id, r.started_at
  from public.call_records r
  where r.client_id = u.client_id
    and r.started_at > coalesce(u.talked_at, '-infinity')
    and r.started_at >= @as_of::timestamptz - make_interval(days => @days::int)
    and r.started_at < @as_of::timestamptz
    and r.known_at < @as_of::timestamptz
    and r.direction = 'INBOUND'
    and r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED')
    and r.channel = any (b.engaged_channels)
  offset 0
) r
order by r.client_id, r.started_at
