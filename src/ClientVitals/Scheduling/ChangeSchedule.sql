-- Change the hours of a job; what is null stays. An empty zone means the business zone. Only changed hours are owed again.
with asked as (
  select
    s.job,
    coalesce(@cron::text, s.cron) as cron,
    case when @zone::text is null then s.zone else nullif(@zone::text, '') end as zone,
    coalesce(@enabled::boolean, s.enabled) as enabled
  from public.job_schedules s
  where s.job = @job::text
  for update
)
update public.job_schedules s
set
  cron = a.cron,
  zone = a.zone,
  enabled = a.enabled,
  misfire = coalesce(@misfire::text, s.misfire),
  overlap = coalesce(@overlap::text, s.overlap),
  owed_since = case
    when (a.cron, a.zone, a.enabled) is not distinct from (s.cron, s.zone, s.enabled) then s.owed_since
    when a.enabled then @now::timestamptz
  end
from asked a
where a.job = s.job
