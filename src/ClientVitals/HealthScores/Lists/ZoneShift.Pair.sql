-- How many clients moved from which zone to which since the day a week before, by the same scorecard? One row without zones when there is no such day.
with days as materialized (
  select distinct ((r.details ->> 'as_of')::timestamptz at time zone (select public.business_zone()))::date as day, r.details ->> 'scorecard' as scorecard
  from public.job_runs r
  where r.job = @job::text
    and r.state = 'succeeded'
    and (r.details ->> 'as_of')::timestamptz > @today::date - interval '120 days'
),
latest as (
  select d.day, d.scorecard
  from days d
  where d.day <= @today::date
  order by d.day desc, d.scorecard
  limit 1
),
chosen as (
  select
    l.day,
    k.id as scorecard_id,
    (
      select max(d.day)
      from days d
      where d.scorecard = l.scorecard
        and d.day between l.day - 14 and l.day - 7
    ) as before
  from latest l
  join public.health_scorecards k on k.name || '-v' || k.version = l.scorecard
)
select
  c.day as scored_on,
  c.before as compared_with,
  p.zone_before,
  p.zone_after,
  coalesce(p.clients, 0) as clients
from chosen c
left join lateral (
  select b.zone as zone_before, n.zone as zone_after, count(*)::int as clients
  from public.client_health_history n
  join public.client_health_history b on b.client_id = n.client_id and b.scored_on = c.before and b.scorecard_id = c.scorecard_id
  join public.clients o on o.id = n.client_id
  where n.scored_on = c.day
    and n.scorecard_id = c.scorecard_id
    and n.zone is not null
    and b.zone is not null
    and o.merged_into is null
    and case when o.ended_on is not null then o.ended_on > n.scored_on else o.status = 'ACTIVE' end
  group by b.zone, n.zone
) p on true
order by p.zone_before, p.zone_after
