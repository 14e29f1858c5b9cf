-- Raises when 20251217000001_timetable is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('column job_runs.attempt', exists (select from pg_attribute where attrelid = to_regclass('public.job_runs') and attname = 'attempt' and not attisdropped)),
    ('column job_runs.fence', exists (select from pg_attribute where attrelid = to_regclass('public.job_runs') and attname = 'fence' and not attisdropped)),
    ('column job_runs.lease_until', exists (select from pg_attribute where attrelid = to_regclass('public.job_runs') and attname = 'lease_until' and not attisdropped)),
    ('column job_schedules.owed_since', exists (select from pg_attribute where attrelid = to_regclass('public.job_schedules') and attname = 'owed_since' and not attisdropped)),
    ('trigger job_schedules_owe_anew', exists (select from pg_trigger where tgname = 'job_schedules_owe_anew' and tgrelid = to_regclass('public.job_schedules'))),
    ('index job_runs_held', to_regclass('public.job_runs_held') is not null),
    ('index job_runs_successes', to_regclass('public.job_runs_successes') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251217000001_timetable is not in place; missing: %', missing;
  end if;
end
$$;
