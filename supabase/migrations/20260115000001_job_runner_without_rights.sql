-- pg_cron lets nobody into its schema by itself (its manual: grant usage on schema cron). Who may not look there cannot know of its jobs: the
-- timetable is then ours. An analysis made twice is one result; one that never runs is none.
create or replace function public.job_runner(job_name text) returns text
language plpgsql stable set search_path = '' as $$
declare
  elsewhere boolean := false;
begin
  -- Where pg_cron exists and has an active job of that name, it stays the one that runs it: nothing runs twice.
  begin
    if pg_catalog.to_regclass('cron.job') is not null then
      execute 'select exists (select from cron.job j where j.jobname = $1 and j.active)' into elsewhere using job_name;
    end if;
  exception when insufficient_privilege then
    elsewhere := false;
  end;
  return case when elsewhere then 'pg_cron' else 'vitals' end;
end
$$;
comment on function public.job_runner(job_name text) is 'Who runs this job: pg_cron where it has an active job of that name that the asker may see, else vitals.';
