-- How does this job stand: its last slot on record, the run at work, the last that was begun, the last that is over?
with working as (
  select
    r.slot,
    r.started_at,
    r.node,
    r.started_by
  from public.job_runs r
  where r.job = @job::text
    and r.state = 'running'
  order by r.started_at desc
  limit 1
),
latest as (
  select
    r.id,
    r.slot,
    r.state,
    r.attempt,
    r.started_at
  from public.job_runs r
  where r.job = @job::text
    and r.started_by = 'schedule'
    and r.state <> 'skipped'
  order by r.slot desc
  limit 1
),
ended as (
  select
    r.started_at,
    r.finished_at
  from public.job_runs r
  where r.job = @job::text
    and r.state not in ('running', 'skipped')
  order by r.started_at desc
  limit 1
)
select
  (select max(r.slot) from public.job_runs r where r.job = @job::text and r.started_by = 'schedule') as last_slot,
  w.slot as working_slot,
  w.started_at as working_since,
  w.node as working_node,
  w.started_by as working_started_by,
  l.id as latest_id,
  l.slot as latest_slot,
  l.state as latest_state,
  l.attempt as latest_attempt,
  l.started_at as latest_started_at,
  e.started_at as last_began,
  e.finished_at as last_ended
from (values (1)) as one (row)
left join working w on true
left join latest l on true
left join ended e on true
