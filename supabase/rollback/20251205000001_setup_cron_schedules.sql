-- Undo of 20251205000001_setup_cron_schedules. Rows (with hours someone changed) go to the archive and come back with the next push.
select archive.keep_rows('public.job_schedules');
drop table public.job_schedules;
drop function if exists public.job_runner(text);
