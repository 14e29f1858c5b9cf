-- How did the runs of each job go: its last success, and its last run?
select
  s.job,
  (select max(r.slot) from public.job_runs r where r.job = s.job and r.state = 'succeeded') as last_success,
  l.state as last_state,
  l.slot as last_slot,
  l.error as last_error
from public.job_schedules s
left join lateral (
  select
    r.state,
    r.slot,
    r.error
  from public.job_runs r
  where r.job = s.job
  order by r.started_at desc, r.id desc
  limit 1
) l on true
