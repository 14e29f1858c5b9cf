-- Which run of the analysis is the latest, in which state, and which answer?
select
  r.id as run,
  r.state,
  a.id as answer
from (select max(a.id) as id from public.call_pattern_answers a) a
left join lateral (
  select
    r.id,
    r.state
  from public.job_runs r
  where r.job = @job::text
  order by r.started_at desc
  limit 1
) r on true
