-- Which share of the scored clients is RED, and RED or YELLOW, and which was in the 28 days before by the same scorecard? Read from the ledger: no client is counted.
with scored as materialized (
  select distinct on (d.day)
    d.day,
    r.details ->> 'scorecard' as scorecard,
    (r.details ->> 'scored')::float8 as clients,
    (r.details ->> 'red')::float8 as red,
    (r.details ->> 'red')::float8 + (r.details ->> 'yellow')::float8 as below
  from public.job_runs r
  cross join lateral (select ((r.details ->> 'as_of')::timestamptz at time zone (select public.business_zone()))::date as day) d
  where r.job = 'daily-health-scoring'
    and r.state = 'succeeded'
    and r.slot > @now::timestamptz - interval '60 days'
    and r.slot <= @now::timestamptz
    and r.details ->> 'red' is not null
    and d.day <= @today::date
  order by d.day, r.id desc
),
latest as (
  select s.*
  from scored s
  order by s.day desc
  limit 1
),
shares as (
  select s.day, z.zone, z.share, l.day as latest, l.clients
  from latest l
  join scored s on s.scorecard = l.scorecard and s.day between l.day - 28 and l.day and s.clients > 0
  cross join lateral (values ('RED', s.red / s.clients), ('BELOW', s.below / s.clients)) as z (zone, share)
),
compared as (
  select
    h.zone,
    h.clients,
    max(h.share) filter (where h.day = h.latest) as share,
    avg(h.share) filter (where h.day < h.latest) as usual,
    stddev_samp(h.share) filter (where h.day < h.latest) as strays,
    count(*) filter (where h.day < h.latest) as days
  from shares h
  group by h.zone, h.clients
),
judged as (
  select c.*, greatest(c.strays, sqrt(c.usual * (1 - c.usual) / c.clients)) as spread
  from compared c
  where c.days >= 14
    and c.share is not null
)
select
  j.zone as subject,
  j.zone as label,
  null::uuid as staff_id,
  j.share as measure,
  j.usual as expected,
  j.spread as dispersion,
  j.usual + greatest(4 * j.spread, .05) as enter_at,
  j.usual + greatest(2 * j.spread, .02) as leave_at,
  case when j.zone = 'BELOW' then 'medium' when j.share >= 2 * j.usual and j.share >= j.usual + .15 then 'critical' end as priority,
  j.clients as number,
  null::text as detail,
  null::text as topic,
  null::text as why_not
from judged j
join latest l on l.day >= @today::date - 1
union all
select '', '', null, null, null, null, 0, 0, null, null, null, null, w.why
from (
  select case
    when not exists (select from latest) then 'Health was not scored yet, or not since the counts of zones are kept with each scoring.'
    when (select l.day from latest l) < @today::date - 1 then 'Health was last scored on ' || (select to_char(l.day, 'YYYY-MM-DD') from latest l) || '; it waits for the next scoring.'
    when not exists (select from judged) then 'It needs 14 scored days of the 28 before, by the same scorecard.'
  end as why
) w
where w.why is not null
order by 1
