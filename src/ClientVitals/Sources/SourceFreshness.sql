-- How long has each source been silent, and how long is it silent usually?
with arrived as (
  select
    d.source,
    date_trunc('hour', d.started_at, 'UTC') as hour,
    max(d.started_at) as last_at
  from public.deliveries d
  where d.started_at > @since::timestamptz
    and d.started_at <= @now::timestamptz
    and d.state = 'succeeded'
    and d.undone_at is null
  group by 1, 2
),
gaps as (
  select
    a.source,
    a.last_at,
    extract(epoch from a.hour - lag(a.hour) over (partition by a.source order by a.hour)) as gap
  from arrived a
),
ranked as (
  select
    g.source,
    g.last_at,
    g.gap,
    row_number() over (partition by g.source order by g.gap desc nulls last) as place
  from gaps g
)
select
  r.source,
  count(*)::int as hours,
  max(r.last_at) as last_at,
  extract(epoch from @now::timestamptz - max(r.last_at))::float8 as silent_seconds,
  (max(r.gap) filter (where r.place = 2))::float8 as usual_seconds
from ranked r
group by r.source
order by r.source
limit 1000
