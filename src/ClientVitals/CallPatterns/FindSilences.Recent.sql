-- How many active client-days did each source and coach have on the last days, and on those of the weeks before, each as known at the same age?
with weeks as materialized (
  select
    w.weeks_back,
    (@today::date - @days::int - 7 * w.weeks_back)::timestamp at time zone @zone::text as from_at,
    (@today::date - 7 * w.weeks_back)::timestamp at time zone @zone::text as until_at,
    (@as_of::timestamptz at time zone @zone::text - make_interval(days => 7 * w.weeks_back)) at time zone @zone::text as known_by
  from generate_series(0, @weeks::int) as w (weeks_back)
),
active as (
  select
    w.weeks_back,
    @today::date - 7 * w.weeks_back - (r.started_at at time zone @zone::text)::date as days_back,
    r.client_id,
    r.provider
  from public.call_rollup_basis b
  cross join weeks w
  join public.call_records r on r.known_at >= w.from_at
    and r.known_at < w.known_by
    and r.started_at >= w.from_at
    and r.started_at < w.until_at
    and r.channel = any (b.engaged_channels)
    and r.status = any (b.engaged_statuses)
  where r.client_id is not null
  group by 1, 2, 3, 4
),
away as (
  -- Who is away on one of the last days is expected on it as little as she is missed.
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
  c.coach_id,
  (count(*))::int as active
from active a
join public.clients c on c.id = a.client_id
where c.status = 'ACTIVE'
  and c.merged_into is null
  and (c.ended_on is null or c.ended_on > @today::date)
  and not exists (select from away y where y.client_id = a.client_id and y.days_back = a.days_back)
group by 1, 2, 3, 4
