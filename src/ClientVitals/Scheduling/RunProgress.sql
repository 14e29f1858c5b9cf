-- How far the run of this job is that is at work; no row where nobody gives signs of life.
select
  r.started_at,
  (r.details #>> '{progress,done}')::int as done,
  (r.details #>> '{progress,total}')::int as total
from public.job_runs r
where r.job = @job::text
  and r.state = 'running'
  and r.lease_until >= clock_timestamp()
  and r.details ? 'progress'
order by r.id desc
limit 1
