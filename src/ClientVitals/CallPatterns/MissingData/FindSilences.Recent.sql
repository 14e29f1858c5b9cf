-- How many active client-days did each source and coach have on the last days, and on those of the weeks before, each as known at the same age?
with weeks as materialized (
  select
    w.weeks_back,
    (@today::date - @days::int - 7 * w.weeks_back)::timestamp at time zone @zone::text as from_at,
    (@today::date - 7 * w.weeks_back)::timestamp at time zone @zone::text as until_at,
    (@as_of::timestamptz at time zone @zone::text - make_interval(days => 7 * w.weeks_back)) at time zone @zone::text as known_by
  from generate_series(0, @weeks::int) as w (weeks_back)
),
-- In a large book only a sample of the clients is counted, and whole coaches only where, of a third of their clients, hardly anybody's
-- last day is a recent one; the clearest first.
last_seen as (
  select u.client_id, (u.days[cardinality(u.days)] >> 42)::int as day
  from public.call_rollups u
  where @one_in::int > 1
    and u.year >= extract(year from @today::date - 17)::int
    and (uuid_hash(u.client_id) & 2147483647) % 3 = 0
),
suspects as materialized (
  select c.coach_id
  from last_seen l
  join public.clients c on c.id = l.client_id
  where l.day >= (@today::date - date '0001-01-01') - 17
    and c.coach_id is not null
    and c.status = 'ACTIVE'
  group by c.coach_id
  having 6 * count(*) filter (where l.day >= (@today::date - date '0001-01-01') - @days::int) < count(*)
  order by 6 * count(*) filter (where l.day >= (@today::date - date '0001-01-01') - @days::int) - count(*), c.coach_id
  limit @suspects::int
),
chosen as materialized (
  select
    c.id,
    c.coach_id,
    (uuid_hash(c.id) & 2147483647) % @one_in::int = 0 as sampled,
    @one_in::int = 1 or s.coach_id is not null as whole_coach
  from public.clients c
  left join suspects s on s.coach_id = c.coach_id
  where c.status = 'ACTIVE'
    and c.merged_into is null
    and (c.ended_on is null or c.ended_on > @today::date)
    and ((uuid_hash(c.id) & 2147483647) % @one_in::int = 0 or s.coach_id is not null)
),
active as (
  select distinct
    c.id as client_id,
    c.coach_id,
    c.sampled,
    c.whole_coach,
    w.weeks_back,
    @today::date - 7 * w.weeks_back - (r.started_at at time zone @zone::text)::date as days_back,
    r.provider
  from public.call_rollup_basis b
  cross join chosen c
  cross join weeks w
  cross join lateral (
    -- Asked client by client (hence the offset): a sample is few, and nobody else's calls are opened.
    select r.started_at, r.provider
    from public.call_records r
    where r.client_id = c.id
      and r.started_at >= w.from_at
      and r.started_at < w.until_at
      and r.known_at < w.known_by
      and r.channel = any (b.engaged_channels)
      and r.status = any (b.engaged_statuses)
    offset 0
  ) r
),
away as (
  -- A client who is away on one of the last days is neither expected nor missed on it.
  select p.client_id, d.days_back
  from public.client_pauses p
  join generate_series(1, @days::int) as d (days_back)
    on p.starts_on <= @today::date - d.days_back and (p.ends_on is null or p.ends_on > @today::date - d.days_back)
  where p.client_id is not null
    and p.entered_at < @as_of::timestamptz
)
select
  a.weeks_back,
  a.days_back,
  a.provider,
  a.coach_id,
  a.sampled,
  a.whole_coach,
  (count(*))::int as active
from active a
where not exists (select from away y where y.client_id = a.client_id and y.days_back = a.days_back)
group by 1, 2, 3, 4, 5, 6
