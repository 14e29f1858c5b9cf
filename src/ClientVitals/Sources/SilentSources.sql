-- For how many hours has each source brought nothing of each entity, and how long are its gaps usually? The usual is that of the last 120 days.
with arrived as (
  select
    d.source,
    d.entity,
    date_trunc('hour', d.started_at, 'UTC') as hour,
    max(d.started_at) as last_at
  from public.deliveries d
  where d.started_at > @now::timestamptz - interval '120 days'
    and d.started_at <= @now::timestamptz
    and d.state = 'succeeded'
    and d.undone_at is null
  group by 1, 2, 3
),
gaps as (
  select
    a.source,
    a.entity,
    a.last_at,
    extract(epoch from a.hour - lag(a.hour) over (partition by a.source, a.entity order by a.hour)) / 3600 as gap
  from arrived a
),
ranked as (
  select g.*, row_number() over (partition by g.source, g.entity order by g.gap desc nulls last) as place
  from gaps g
),
judged as (
  select
    r.source,
    r.entity,
    (extract(epoch from @now::timestamptz - max(r.last_at)) / 3600)::float8 as silent,
    (max(r.gap) filter (where r.place = 2))::float8 as usual,
    count(*) as hours
  from ranked r
  group by r.source, r.entity
)
select
  left(j.source || '/' || j.entity, 200) as subject,
  j.source as label,
  null::uuid as staff_id,
  j.silent as measure,
  j.usual as expected,
  null::float8 as dispersion,
  greatest(1.5 * j.usual, 24) as enter_at,
  j.usual as leave_at,
  case when j.silent >= greatest(3 * j.usual, 72) then 'critical' end as priority,
  null::float8 as number,
  null::text as detail,
  j.entity as topic,
  null::text as why_not
from judged j
where j.hours >= 5
  and j.usual is not null
order by j.source, j.entity
limit 1000
