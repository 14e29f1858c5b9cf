-- Delete old lines of the run ledger, a batch, but of each job its last slot, last success and last run.
with kept as (
  select k.id
  from (select distinct r.job from public.job_runs r) j
  cross join lateral (
    (select r.id from public.job_runs r where r.job = j.job and r.started_by = 'schedule' order by r.slot desc limit 1)
    union all
    (select r.id from public.job_runs r where r.job = j.job and r.state = 'succeeded' order by r.slot desc limit 1)
    union all
    (select r.id from public.job_runs r where r.job = j.job order by r.started_at desc, r.id desc limit 1)
  ) k
)
delete from public.job_runs d
where d.id in (
  select r.id
  from public.job_runs r
  where coalesce(r.finished_at, r.started_at) <= @before::timestamptz
    and r.state <> 'running'
    and r.id not in (select k.id from kept k)
  order by r.id
  limit @most::int
)
