-- How many hours ago did each enabled job last succeed, and how many may it be by its hours? New hours, or a pause that ended, start that time again.
with allowed as (
  select
    s.job,
    s.owed_since,
    case
      when f.parts[3] = '*' and f.parts[4] = '*' and f.parts[5] = '*' then 26
      when f.parts[3] = '*' and f.parts[4] = '*' then 7 * 24 + 6
      when f.parts[4] = '*' then 32 * 24
      else 367 * 24
    end as hours
  from public.job_schedules s
  cross join lateral (select regexp_split_to_array(btrim(s.cron), '\s+') as parts) f
  where s.enabled
)
select
  a.job as subject,
  a.job as label,
  null::uuid as staff_id,
  case when not bad.is_last then (extract(epoch from @now::timestamptz - greatest(good.ended_at, a.owed_since)) / 3600)::float8 end as measure,
  null::float8 as expected,
  null::float8 as dispersion,
  a.hours::float8 as enter_at,
  (a.hours / 2)::float8 as leave_at,
  null::text as priority,
  null::float8 as number,
  null::text as detail,
  null::text as topic,
  case when bad.is_last then 'Its last run failed, which is a finding of its own.' end as why_not
from allowed a
join lateral (
  select r.started_at, coalesce(r.finished_at, r.started_at) as ended_at
  from public.job_runs r
  where r.job = a.job
    and r.state = 'succeeded'
  order by r.started_at desc
  limit 1
) good on true
cross join lateral (
  select exists (
    select
    from public.job_runs r
    where r.job = a.job
      and r.state in ('failed', 'partial', 'abandoned')
      and r.started_at > good.started_at) as is_last
) bad
order by a.job
limit 1000
