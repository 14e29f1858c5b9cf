-- At which hours does each job run, in which zone, and who runs it?
select
  s.job,
  s.cron,
  s.zone,
  coalesce(s.zone, public.business_zone()) as zone_in_force,
  s.function,
  s.body::text as body,
  s.misfire,
  s.overlap,
  s.enabled,
  s.description,
  s.owed_since,
  public.job_runner(s.job) as runner
from public.job_schedules s
where @job::text is null or s.job = @job::text
order by s.job
