-- Undo of 20251217000002_quartz. Nothing is kept: a server makes these rows anew from public.job_schedules.
drop table quartz.locks,
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
drop schema quartz;
