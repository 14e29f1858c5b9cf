-- Which run of the analysis is the latest, in which state, and which answer, change of a coach and merged client?
select
  r.id as run,
  r.state,
  a.id as answer,
  (select max(o.id) from public.client_owner_changes o) as owner_change,
  (select count(*) from public.clients c where c.merged_into is not null) as merged
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
