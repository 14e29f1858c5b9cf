-- The tables of Quartz go: each server wakes itself at the next slot, and public.job_runs decides who gets it. They held nothing of their
-- own: everything in them was derived from public.job_schedules.
drop table if exists quartz.locks,
  quartz.scheduler_state,
  quartz.fired_triggers,
  quartz.paused_job_grps,
  quartz.paused_trigger_grps,
  quartz.calendars,
  quartz.blob_triggers,
  quartz.simprop_triggers,
  quartz.cron_triggers,
  quartz.simple_triggers,
  quartz.triggers,
  quartz.job_details;
drop schema if exists quartz;
