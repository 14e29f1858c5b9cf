-- Which run of the analysis is the latest, in which state, and which change of a coach and how many merged clients?
select
  r.id as run,
  r.state,
  o.owner_change,
  (select count(*) from public.clients c where c.merged_into is not null) as merged
from (select max(o.id) as owner_change from public.client_owner_changes o) o
left join lateral (
  select
    r.id,
    r.state
  from public.job_runs r
  where r.job = @job::text
  order by r.started_at desc
  limit 1
) r on true
