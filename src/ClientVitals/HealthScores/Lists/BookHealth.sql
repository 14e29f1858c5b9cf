-- How many clients are in each zone since the last scoring, how many moved, and did a later run fail?
with runs as materialized (
  select
    r.id,
    r.state,
    r.error,
    r.started_at,
    (r.details ->> 'as_of')::timestamptz as as_of,
    ((r.details ->> 'as_of')::timestamptz at time zone (select public.business_zone()))::date as day,
    r.details ->> 'scorecard' as scorecard,
    (r.details ->> 'current')::boolean as current
  from public.job_runs r
  where r.job = @job::text
    and r.state in ('succeeded', 'failed')
  order by r.started_at desc
  limit 500
),
seen as materialized (
  select h.calculated_at, h.calculated_on, h.calculation_version, h.health_score, h.health_zone
  from public.client_health_scores h
  join public.clients c on c.id = h.client_id
  where h.calculated_at is not null
    and c.merged_into is null
    and case when c.ended_on is not null then c.ended_on > h.calculated_on else c.status = 'ACTIVE' end
),
counted as (
  select
    coalesce(max(s.calculated_at), (select max(r.as_of) from runs r where r.state = 'succeeded' and r.current)) as as_of,
    coalesce(max(s.calculated_on), (select max(r.day) from runs r where r.state = 'succeeded' and r.current)) as scored_on,
    max(s.calculation_version) as scorecard,
    (count(*))::int as clients,
    (count(s.health_score))::int as scored,
    (count(*) filter (where s.health_zone = 'RED'))::int as red,
    (count(*) filter (where s.health_zone = 'YELLOW'))::int as yellow,
    (count(*) filter (where s.health_zone = 'GREEN'))::int as green,
    (count(*) filter (where s.health_zone = 'PURPLE'))::int as purple,
    round(avg(s.health_score), 1) as average_score
  from seen s
),
moved as (
  select
    (count(*) filter (where z.score_after > z.score_before))::int as went_up,
    (count(*) filter (where z.score_after < z.score_before))::int as went_down
  from counted n
  join public.client_zone_changes z on z.changed_on = n.scored_on
  join public.clients c on c.id = z.client_id
  where c.merged_into is null
    and case when c.ended_on is not null then c.ended_on > z.changed_on else c.status = 'ACTIVE' end
),
failed as (
  select r.started_at, r.error
  from runs r
  cross join counted n
  where r.state = 'failed'
    and (n.as_of is null or r.started_at > n.as_of)
  order by r.started_at desc
  limit 1
)
select
  n.as_of,
  n.scored_on,
  n.scorecard,
  n.clients,
  n.scored,
  n.red,
  n.yellow,
  n.green,
  n.purple,
  n.average_score,
  (select max(r.day) from runs r where r.state = 'succeeded' and r.day < n.scored_on) as compared_with,
  m.went_up,
  m.went_down,
  case when n.scored < n.clients then (
    select h.why_unknown
    from public.client_health_history h
    where h.scored_on = n.scored_on
      and h.score is null
    group by h.why_unknown
    order by count(*) desc, h.why_unknown
    limit 1
  ) end as why_unknown,
  f.started_at as failed_at,
  f.error
from counted n
cross join moved m
left join failed f on true
