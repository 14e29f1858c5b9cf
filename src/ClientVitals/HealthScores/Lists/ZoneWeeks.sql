-- How many clients were in each zone at the last scoring of each of the last weeks? The ledger says which days those are; each is read alone.
with days as materialized (
  select distinct on (w.week) w.week, w.day, w.scorecard
  from (
    select
      date_trunc('week', d.day::timestamp)::date as week,
      d.day,
      r.details ->> 'scorecard' as scorecard,
      r.id
    from public.job_runs r
    cross join lateral (select ((r.details ->> 'as_of')::timestamptz at time zone (select public.business_zone()))::date as day) d
    where r.job = @job::text
      and r.state = 'succeeded'
      and d.day > date_trunc('week', @today::date::timestamp)::date - 7 * (@weeks::int - 1) - 1
      and d.day <= @today::date
  ) w
  order by w.week, w.day desc, w.id desc
)
select
  d.week,
  d.day as scored_on,
  (count(*) filter (where h.zone = 'RED'))::int as red,
  (count(*) filter (where h.zone = 'YELLOW'))::int as yellow,
  (count(*) filter (where h.zone = 'GREEN'))::int as green,
  (count(*) filter (where h.zone = 'PURPLE'))::int as purple,
  (count(*) filter (where h.zone is null))::int as unknown,
  round(avg(h.score), 1) as average_score
from days d
join public.health_scorecards k on k.name || '-v' || k.version = d.scorecard
join public.client_health_history h on h.scored_on = d.day and h.scorecard_id = k.id
join public.clients c on c.id = h.client_id
where c.merged_into is null
  and case when c.ended_on is not null then c.ended_on > h.scored_on else c.status = 'ACTIVE' end
group by d.week, d.day
order by d.week
