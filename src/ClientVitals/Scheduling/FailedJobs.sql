-- How often did each enabled job fail since its last success? A run that was abandoned and is tried again is no failure yet.
select
  s.job as subject,
  s.job as label,
  null::uuid as staff_id,
  bad.runs::float8 as measure,
  0::float8 as expected,
  null::float8 as dispersion,
  1::float8 as enter_at,
  0::float8 as leave_at,
  case when bad.runs >= 3 then 'critical' end as priority,
  null::float8 as number,
  bad.error as detail,
  null::text as topic,
  null::text as why_not
from public.job_schedules s
left join lateral (
  select r.started_at
  from public.job_runs r
  where r.job = s.job
    and r.state = 'succeeded'
  order by r.started_at desc
  limit 1
) good on true
cross join lateral (
  select count(*) as runs, (array_agg(coalesce(r.error, r.state) order by r.started_at desc))[1] as error
  from public.job_runs r
  where r.job = s.job
    and (r.state in ('failed', 'partial') or (r.state = 'abandoned' and r.started_at < @now::timestamptz - interval '1 hour'))
    and r.started_at <= @now::timestamptz
    and r.started_at > coalesce(good.started_at, @now::timestamptz - interval '90 days')
) bad
where s.enabled
order by s.job
limit 1000
