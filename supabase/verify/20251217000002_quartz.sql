-- Raises when 20251217000002_quartz is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table quartz.job_details', to_regclass('quartz.job_details') is not null),
    ('table quartz.triggers', to_regclass('quartz.triggers') is not null),
    ('table quartz.simple_triggers', to_regclass('quartz.simple_triggers') is not null),
    ('table quartz.cron_triggers', to_regclass('quartz.cron_triggers') is not null),
    ('table quartz.simprop_triggers', to_regclass('quartz.simprop_triggers') is not null),
    ('table quartz.blob_triggers', to_regclass('quartz.blob_triggers') is not null),
    ('table quartz.calendars', to_regclass('quartz.calendars') is not null),
    ('table quartz.paused_trigger_grps', to_regclass('quartz.paused_trigger_grps') is not null),
    ('table quartz.paused_job_grps', to_regclass('quartz.paused_job_grps') is not null),
    ('table quartz.fired_triggers', to_regclass('quartz.fired_triggers') is not null),
    ('table quartz.scheduler_state', to_regclass('quartz.scheduler_state') is not null),
    ('table quartz.locks', to_regclass('quartz.locks') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251217000002_quartz is not in place; missing: %', missing;
  end if;
end
$$;
