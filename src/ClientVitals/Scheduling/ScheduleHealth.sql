-- Which jobs are to run, when did each last succeed, and did a later run fail?
select
  s.job,
  s.cron,
  s.owed_since,
  good.finished_at as succeeded_at,
  bad.started_at as failed_at,
  bad.error,
  (select count(*) from public.job_runs r where r.job = s.job)::int as runs
from public.job_schedules s
left join lateral (
  select coalesce(r.finished_at, r.started_at) as finished_at, r.started_at
  from public.job_runs r
  where r.job = s.job
    and r.state = 'succeeded'
  order by r.started_at desc
  limit 1
) good on true
left join lateral (
  select r.started_at, coalesce(r.error, r.state) as error
  from public.job_runs r
  where r.job = s.job
    and r.state in ('failed', 'abandoned', 'partial')
    and (good.started_at is null or r.started_at > good.started_at)
  order by r.started_at desc
  limit 1
) bad on true
where s.enabled
order by s.job
limit 1000
