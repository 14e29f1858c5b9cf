-- Undo of 20251217000001_timetable. The columns go to the archive and come back with the next push.
select archive.keep_columns('public.job_runs', array['attempt', 'fence', 'lease_until'], '20251217000001');
create table archive.job_schedules__20251217000001 as select job, owed_since from public.job_schedules;
alter table archive.job_schedules__20251217000001 enable row level security;
comment on table archive.job_schedules__20251217000001 is 'Since when each job''s slots are owed, kept by the rollback of 20251217000001.';

drop trigger if exists job_schedules_owe_anew on public.job_schedules;
drop function if exists public.owe_slots_anew();
drop index if exists public.job_runs_held;
drop index if exists public.job_runs_successes;
alter table public.job_runs
  drop column if exists attempt,
  drop column if exists fence,
  drop column if exists lease_until;
alter table public.job_schedules
  drop column if exists owed_since;
