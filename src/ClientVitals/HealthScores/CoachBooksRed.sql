-- How many clients of each coach became RED in the last 7 days, and how many would have by the rate of all coaches in the 28 days before? Books of 10 clients or more.
with latest as (
  select max(((r.details ->> 'as_of')::timestamptz at time zone (select public.business_zone()))::date) as day
  from (
    select r.details
    from public.job_runs r
    where r.job = 'daily-health-scoring'
      and r.state = 'succeeded'
      and r.slot <= @now::timestamptz
    order by r.slot desc
    limit 10
  ) r
),
-- The rate is that of four whole weeks: with fewer scored days it would be too low, and every coach's book would seem to go down.
begun as (
  select min(((r.details ->> 'as_of')::timestamptz at time zone (select public.business_zone()))::date) as day
  from public.job_runs r
  where r.job = 'daily-health-scoring'
    and r.state = 'succeeded'
    and r.slot > @now::timestamptz - interval '120 days'
),
books as (
  select c.coach_id, count(*)::float8 as clients
  from public.clients c
  where c.merged_into is null
    and c.ended_on is null
    and c.status = 'ACTIVE'
    and c.coach_id is not null
  group by c.coach_id
),
moves as (
  select c.coach_id, z.changed_on > l.day - 7 as is_new
  from latest l
  join public.client_zone_changes z on z.changed_on between l.day - 34 and l.day
  join public.clients c on c.id = z.client_id
  where z.zone_after = 'RED'
    and c.merged_into is null
),
everybody as (
  select (select count(*) from moves m where not m.is_new) / 4.0 / nullif((select sum(b.clients) from books b), 0) as rate
),
fresh as (
  select m.coach_id, count(*)::float8 as clients
  from moves m
  where m.is_new
  group by m.coach_id
),
judged as (
  select b.coach_id, b.clients, coalesce(f.clients, 0) as became, (b.clients * h.rate)::float8 as expected, sqrt(1.25 * greatest(b.clients * h.rate, .25))::float8 as spread
  from books b
  cross join everybody h
  left join fresh f on f.coach_id = b.coach_id
  where b.clients >= 10
)
select
  s.id::text as subject,
  s.name as label,
  s.id as staff_id,
  j.became as measure,
  j.expected as expected,
  j.spread as dispersion,
  j.expected + greatest(4 * j.spread, 3) as enter_at,
  j.expected + j.spread as leave_at,
  null::text as priority,
  j.clients as number,
  null::text as detail,
  null::text as topic,
  null::text as why_not
from judged j
join public.staff s on s.id = j.coach_id
join latest l on l.day >= @today::date - 1
join begun g on g.day <= l.day - 34
where j.expected is not null
union all
select '', '', null, null, null, null, 0, 0, null, null, null, null, w.why
from latest l
cross join begun g
cross join lateral (
  select case
    when l.day is null then 'Health was not scored yet.'
    when g.day > l.day - 34 then 'It needs 35 days of scores: four weeks to learn the usual from, and one to compare.'
    when l.day < @today::date - 1 then 'Health was last scored on ' || to_char(l.day, 'YYYY-MM-DD') || '; it waits for the next scoring.'
  end as why
) w
where w.why is not null
order by 1
limit 1000
