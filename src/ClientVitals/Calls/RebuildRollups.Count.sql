-- What should the roll-up say, counted again from all calls? Written without looking at the triggers' way: call by call, day by day.
create temporary table rebuilt_rollups on commit drop as
with judged as (
  select
    r.client_id,
    date(timezone(@zone::text, r.started_at)) as day,
    array_position(@channels::text[], r.channel) is not null and array_position(@statuses::text[], r.status) is not null as engaged,
    r.direction = 'OUTBOUND' as ours,
    r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and r.direction in ('OUTBOUND', 'UNKNOWN') as attempt
  from public.call_records r
  where r.client_id is not null
),
counted as (
  select
    j.client_id,
    j.day,
    count(case when j.engaged then 1 end) as calls,
    count(case when j.engaged and j.ours then 1 end) as outbound,
    count(case when j.attempt then 1 end) as attempts
  from judged j
  where j.engaged or j.attempt
  group by j.client_id, j.day
)
select
  c.client_id,
  date_part('year', c.day)::smallint as year,
  array_agg(
    (c.day - date '0001-01-01')::bigint * 4398046511104 + c.attempts * 268435456 + c.outbound * 16384 + c.calls
    order by c.day) as days
from counted c
group by c.client_id, date_part('year', c.day)
