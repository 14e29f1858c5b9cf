-- Undo of 20260111000001_drop_quartz: the tables of 20251217000002_quartz, empty as after its push. A server of an earlier version fills them within a minute.
create schema if not exists quartz;
comment on schema quartz is 'The alarm clock of the timetable (Quartz 4): derived from public.job_schedules, touched by the service alone.';

create table if not exists quartz.job_details (
  sched_name        text    not null,
  job_name          text    not null,
  job_group         text    not null,
  description       text,
  job_class_name    text    not null,
  is_durable        boolean not null,
  is_nonconcurrent  boolean not null,
  is_update_data    boolean not null,
  requests_recovery boolean not null,
  job_data          bytea,
  constraint job_details_pkey primary key (sched_name, job_name, job_group)
);
comment on table quartz.job_details is 'The jobs the alarm clock knows.';

create table if not exists quartz.triggers (
  sched_name              text         not null,
  trigger_name            text         not null,
  trigger_group           text         not null,
  job_name                text         not null,
  job_group               text         not null,
  description             text,
  next_fire_time          bigint,
  prev_fire_time          bigint,
  priority                integer,
  trigger_state           text         not null,
  trigger_type            text         not null,
  start_time              bigint       not null,
  end_time                bigint,
  calendar_name           text,
  misfire_instr           smallint,
  misfire_orig_fire_time  bigint,
  execution_group         varchar(200),
  preferred_node          varchar(200),
  preferred_node_auto     boolean      not null default false,
  retry_policy            varchar(250),
  retry_attempt           integer,
  continues_trigger_name  text,
  continues_trigger_group text,
  continuation_condition  integer,
  overlap_policy          integer,
  pause_reason            varchar(250),
  paused_by               varchar(200),
  paused_at               bigint,
  misfire_threshold       bigint,
  fixed_delay             boolean,
  job_data                bytea,
  constraint triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint triggers_job_fkey foreign key (sched_name, job_name, job_group) references quartz.job_details (sched_name, job_name, job_group)
);
comment on table quartz.triggers is 'When each of them rings next.';

create table if not exists quartz.simple_triggers (
  sched_name      text   not null,
  trigger_name    text   not null,
  trigger_group   text   not null,
  repeat_count    bigint not null,
  repeat_interval bigint not null,
  times_triggered bigint not null,
  constraint simple_triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint simple_triggers_trigger_fkey foreign key (sched_name, trigger_name, trigger_group) references quartz.triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
comment on table quartz.simple_triggers is 'Triggers that ring at even distances.';

create table if not exists quartz.cron_triggers (
  sched_name      text not null,
  trigger_name    text not null,
  trigger_group   text not null,
  cron_expression text not null,
  time_zone_id    text,
  constraint cron_triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint cron_triggers_trigger_fkey foreign key (sched_name, trigger_name, trigger_group) references quartz.triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
comment on table quartz.cron_triggers is 'Triggers that ring by a cron expression in a zone.';

create table if not exists quartz.simprop_triggers (
  sched_name    text    not null,
  trigger_name  text    not null,
  trigger_group text    not null,
  str_prop_1    text,
  str_prop_2    text,
  str_prop_3    text,
  int_prop_1    integer,
  int_prop_2    integer,
  long_prop_1   bigint,
  long_prop_2   bigint,
  dec_prop_1    numeric,
  dec_prop_2    numeric,
  bool_prop_1   boolean,
  bool_prop_2   boolean,
  time_zone_id  text,
  constraint simprop_triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint simprop_triggers_trigger_fkey foreign key (sched_name, trigger_name, trigger_group) references quartz.triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
comment on table quartz.simprop_triggers is 'Triggers of other kinds.';

create table if not exists quartz.blob_triggers (
  sched_name    text  not null,
  trigger_name  text  not null,
  trigger_group text  not null,
  blob_data     bytea,
  constraint blob_triggers_pkey primary key (sched_name, trigger_name, trigger_group),
  constraint blob_triggers_trigger_fkey foreign key (sched_name, trigger_name, trigger_group) references quartz.triggers (sched_name, trigger_name, trigger_group) on delete cascade
);
comment on table quartz.blob_triggers is 'Triggers that have no table of their own.';

create table if not exists quartz.calendars (
  sched_name    text  not null,
  calendar_name text  not null,
  calendar      bytea not null,
  constraint calendars_pkey primary key (sched_name, calendar_name)
);
comment on table quartz.calendars is 'Days that triggers leave out.';

create table if not exists quartz.paused_trigger_grps (
  sched_name    text         not null,
  trigger_group text         not null,
  pause_reason  varchar(250),
  paused_by     varchar(200),
  paused_at     bigint,
  constraint paused_trigger_grps_pkey primary key (sched_name, trigger_group)
);
comment on table quartz.paused_trigger_grps is 'Groups of triggers that are paused.';

create table if not exists quartz.paused_job_grps (
  sched_name   text         not null,
  job_group    text         not null,
  pause_reason varchar(250),
  paused_by    varchar(200),
  paused_at    bigint,
  constraint paused_job_grps_pkey primary key (sched_name, job_group)
);
comment on table quartz.paused_job_grps is 'Groups of jobs that are paused.';

create table if not exists quartz.fired_triggers (
  sched_name               text         not null,
  entry_id                 text         not null,
  trigger_name             text         not null,
  trigger_group            text         not null,
  instance_name            text         not null,
  fired_time               bigint       not null,
  sched_time               bigint       not null,
  priority                 integer      not null,
  state                    text         not null,
  job_name                 text,
  job_group                text,
  is_nonconcurrent         boolean      not null,
  requests_recovery        boolean,
  execution_group          varchar(200),
  progress                 integer,
  progress_message         varchar(250),
  interrupt_requested_time bigint,
  constraint fired_triggers_pkey primary key (sched_name, entry_id)
);
comment on table quartz.fired_triggers is 'What rings at this moment, and on which server.';

create table if not exists quartz.scheduler_state (
  sched_name        text        not null,
  instance_name     text        not null,
  last_checkin_time bigint      not null,
  checkin_interval  bigint      not null,
  quartz_version    varchar(20),
  constraint scheduler_state_pkey primary key (sched_name, instance_name)
);
comment on table quartz.scheduler_state is 'The servers, and when each last gave a sign of life.';

create table if not exists quartz.locks (
  sched_name text not null,
  lock_name  text not null,
  constraint locks_pkey primary key (sched_name, lock_name)
);
comment on table quartz.locks is 'Rows the servers lock to take turns.';

create index if not exists triggers_by_job on quartz.triggers (sched_name, job_name, job_group);
create index if not exists triggers_by_group on quartz.triggers (sched_name, trigger_group, trigger_name);
create index if not exists triggers_by_calendar on quartz.triggers (sched_name, calendar_name);
create index if not exists triggers_next on quartz.triggers (sched_name, trigger_state, next_fire_time, priority desc, misfire_instr);
create index if not exists fired_triggers_of_instance on quartz.fired_triggers (sched_name, instance_name, requests_recovery);
create index if not exists fired_triggers_of_job on quartz.fired_triggers (sched_name, job_name, job_group);
create index if not exists fired_triggers_of_trigger on quartz.fired_triggers (sched_name, trigger_name, trigger_group);

-- The service alone: no row of these is anybody's to read.
alter table quartz.job_details enable row level security;
drop policy if exists job_details_of_service on quartz.job_details;
create policy job_details_of_service on quartz.job_details for all to service_role using (true) with check (true);
alter table quartz.triggers enable row level security;
drop policy if exists triggers_of_service on quartz.triggers;
create policy triggers_of_service on quartz.triggers for all to service_role using (true) with check (true);
alter table quartz.simple_triggers enable row level security;
drop policy if exists simple_triggers_of_service on quartz.simple_triggers;
create policy simple_triggers_of_service on quartz.simple_triggers for all to service_role using (true) with check (true);
alter table quartz.cron_triggers enable row level security;
drop policy if exists cron_triggers_of_service on quartz.cron_triggers;
create policy cron_triggers_of_service on quartz.cron_triggers for all to service_role using (true) with check (true);
alter table quartz.simprop_triggers enable row level security;
drop policy if exists simprop_triggers_of_service on quartz.simprop_triggers;
create policy simprop_triggers_of_service on quartz.simprop_triggers for all to service_role using (true) with check (true);
alter table quartz.blob_triggers enable row level security;
drop policy if exists blob_triggers_of_service on quartz.blob_triggers;
create policy blob_triggers_of_service on quartz.blob_triggers for all to service_role using (true) with check (true);
alter table quartz.calendars enable row level security;
drop policy if exists calendars_of_service on quartz.calendars;
create policy calendars_of_service on quartz.calendars for all to service_role using (true) with check (true);
alter table quartz.paused_trigger_grps enable row level security;
drop policy if exists paused_trigger_grps_of_service on quartz.paused_trigger_grps;
create policy paused_trigger_grps_of_service on quartz.paused_trigger_grps for all to service_role using (true) with check (true);
alter table quartz.paused_job_grps enable row level security;
drop policy if exists paused_job_grps_of_service on quartz.paused_job_grps;
create policy paused_job_grps_of_service on quartz.paused_job_grps for all to service_role using (true) with check (true);
alter table quartz.fired_triggers enable row level security;
drop policy if exists fired_triggers_of_service on quartz.fired_triggers;
create policy fired_triggers_of_service on quartz.fired_triggers for all to service_role using (true) with check (true);
alter table quartz.scheduler_state enable row level security;
drop policy if exists scheduler_state_of_service on quartz.scheduler_state;
create policy scheduler_state_of_service on quartz.scheduler_state for all to service_role using (true) with check (true);
alter table quartz.locks enable row level security;
drop policy if exists locks_of_service on quartz.locks;
create policy locks_of_service on quartz.locks for all to service_role using (true) with check (true);
revoke all on schema quartz from public, anon, authenticated;
revoke all on all tables in schema quartz from public, anon, authenticated;
grant usage on schema quartz to service_role;
grant select, insert, update, delete on all tables in schema quartz to service_role;
