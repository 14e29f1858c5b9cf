-- For which slot did this job last succeed, which is its last on record, and which is at work or to be tried again?
select
  (select max(r.slot) from public.job_runs r where r.job = @job::text and r.state = 'succeeded' and not r.details ? 'in_part') as success,
  (select max(r.slot) from public.job_runs r where r.job = @job::text and r.started_by = 'schedule') as last_slot,
  (
    select max(r.slot)
    from public.job_runs r
    where r.job = @job::text
      and r.started_by = 'schedule'
      and (r.state = 'running' or (r.state = 'abandoned' and r.attempt < @most::int))
  ) as open_slot
