-- Raises when 20251205000001_setup_cron_schedules is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.job_schedules', to_regclass('public.job_schedules') is not null),
    ('function public.job_runner(text)', to_regprocedure('public.job_runner(text)') is not null),
    ('trigger update_job_schedules_updated_at', exists (select from pg_trigger where tgname = 'update_job_schedules_updated_at' and tgrelid = to_regclass('public.job_schedules'))),
    ('row security on public.job_schedules', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.job_schedules')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251205000001_setup_cron_schedules is not in place; missing: %', missing;
  end if;
  select string_agg(d.job, ', ') into missing
  from unnest(array['daily-health-scoring', 'daily-interventions', 'daily-capi-sync', 'watcher-every-6h', 'daily-report', 'weekly-coach-analysis']) as d (job)
  where not exists (select from public.job_schedules s where s.job = d.job);
  if missing is not null then
    raise exception 'The timetable lacks documented jobs: %', missing;
  end if;
end
$$;
