-- How many clients fell below their usual calls in the last 7 days, and how many do in 7 days by the 28 days before? One row.
with analysed as (
  select max(((r.details ->> 'as_of')::timestamptz at time zone (select public.business_zone()))::date) as day
  from (
    select r.details
    from public.job_runs r
    where r.job = 'daily-pattern-analysis'
      and r.state = 'succeeded'
    order by r.slot desc
    limit 10
  ) r
),
opened as (
  select e.opened_on, count(*)::float8 as clients
  from public.call_pattern_episodes e
  cross join analysed a
  where e.opened_on between a.day - 34 and a.day
    and e.worst_status <> 'ABOVE_PATTERN'
  group by e.opened_on
),
days as (
  select d.day::date as day, coalesce(o.clients, 0) as clients
  from analysed a
  cross join generate_series(a.day - 34, a.day, interval '1 day') as d (day)
  left join opened o on o.opened_on = d.day::date
),
counted as (
  select
    sum(d.clients) filter (where d.day > a.day - 7) as last7,
    7 * avg(d.clients) filter (where d.day <= a.day - 7) as usual,
    sqrt(7 * (1 + 7.0 / 28) * greatest(var_samp(d.clients) filter (where d.day <= a.day - 7), avg(d.clients) filter (where d.day <= a.day - 7), .25)) as spread
  from days d
  cross join analysed a
),
begun as (
  select min(e.opened_on) as first
  from public.call_pattern_episodes e
)
select
  case when w.why is null then 'book' else '' end as subject,
  'The book' as label,
  null::uuid as staff_id,
  case when w.why is null then c.last7::float8 end as measure,
  c.usual::float8 as expected,
  c.spread::float8 as dispersion,
  coalesce(c.usual + greatest(4 * c.spread, 5), 0)::float8 as enter_at,
  coalesce(c.usual + 2 * c.spread, 0)::float8 as leave_at,
  null::text as priority,
  null::float8 as number,
  null::text as detail,
  null::text as topic,
  w.why as why_not
from analysed a
cross join counted c
cross join begun b
cross join lateral (
  select case
    when a.day is null then 'Calls were not analysed yet.'
    when a.day < @today::date - 1 then 'Calls were last analysed on ' || to_char(a.day, 'YYYY-MM-DD') || '; it waits for the next analysis.'
    when b.first is null or b.first > a.day - 35 then 'It needs 35 days of breaks to compare with.'
  end as why
) w
