-- Undo of 20251224000001_housekeeping. Hours that someone changed come back with it; what was swept is gone.
create table archive.job_schedules__20251224000001 as
  select * from public.job_schedules where job = 'daily-housekeeping';
alter table archive.job_schedules__20251224000001 enable row level security;
comment on table archive.job_schedules__20251224000001 is 'The schedule of daily-housekeeping, kept by the rollback of 20251224000001.';
delete from public.job_schedules where job = 'daily-housekeeping';
