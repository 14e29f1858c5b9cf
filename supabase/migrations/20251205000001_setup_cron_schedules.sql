-- The timetable as data: the documented jobs with their hours, a zone for each. Needs no pg_cron.

create table if not exists public.job_schedules (
  job         text        not null,
  cron        text        not null,
  zone        text,
  function    text        not null,
  body        jsonb       not null default '{}',
  misfire     text        not null default 'once',
  overlap     text        not null default 'skip',
  enabled     boolean     not null default true,
  description text        not null default '',
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  constraint job_schedules_pkey primary key (job),
  constraint job_schedules_job_is_a_name check (job ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  constraint job_schedules_cron_has_five_fields check (cron ~ '^\S+ \S+ \S+ \S+ \S+$'),
  constraint job_schedules_zone_is_known check (zone is null or pg_catalog.timezone(zone, timestamptz '2000-01-01 00:00:00+00') is not null),
  constraint job_schedules_misfire_is_known check (misfire in ('once', 'all', 'skip')),
  constraint job_schedules_overlap_is_known check (overlap in ('skip', 'queue'))
);
comment on table public.job_schedules is 'When each job runs: a five-field cron expression in a zone of its own.';
comment on column public.job_schedules.job is 'The job''s name.';
comment on column public.job_schedules.cron is 'Minute, hour, day of month, month, day of week (0 or 7 = Sunday).';
comment on column public.job_schedules.zone is 'IANA zone of the hours; null = the business zone.';
comment on column public.job_schedules.function is 'The name under which the owner''s callers know the work.';
comment on column public.job_schedules.body is 'What the run is called with.';
comment on column public.job_schedules.misfire is 'After a missed slot: once (make up the latest), all (each), skip.';
comment on column public.job_schedules.overlap is 'While the last run still works: skip this slot, or queue one.';
comment on column public.job_schedules.enabled is 'Whether it runs at all.';
comment on column public.job_schedules.description is 'What it does, in a sentence.';
comment on column public.job_schedules.created_at is 'When the row was made.';
comment on column public.job_schedules.updated_at is 'When it last changed.';

insert into public.job_schedules (job, cron, function, body, description) values
  ('daily-health-scoring', '0 9 * * *', 'health-calculator', '{"mode": "full"}', 'Scores every client''s health.'),
  ('daily-interventions', '30 10 * * *', 'intervention-recommender', '{"zones": ["RED", "YELLOW"]}', 'Proposes what to do and by whom.'),
  ('daily-capi-sync', '0 11 * * *', 'sync-hubspot-to-capi', '{"mode": "prod"}', 'Reports conversions to Meta.'),
  ('watcher-every-6h', '0 */6 * * *', 'ptd-watcher', '{}', 'Looks for what someone must know now.'),
  ('daily-report', '0 18 * * *', 'daily-report', '{}', 'Writes the day''s report.'),
  ('weekly-coach-analysis', '0 8 * * 1', 'coach-analyzer', '{"save_to_db": true}', 'Reviews each coach''s book.')
on conflict (job) do nothing;

create or replace function public.job_runner(job_name text) returns text
language plpgsql stable set search_path = '' as $$
declare
  elsewhere boolean := false;
begin
  -- Where pg_cron exists and has an active job of that name, it stays the one that runs it: nothing runs twice.
  if pg_catalog.to_regclass('cron.job') is not null then
    execute 'select exists (select from cron.job j where j.jobname = $1 and j.active)' into elsewhere using job_name;
  end if;
  return case when elsewhere then 'pg_cron' else 'vitals' end;
end
$$;
comment on function public.job_runner(text) is 'Who runs this job: pg_cron where it has an active job of that name, else vitals.';

drop trigger if exists update_job_schedules_updated_at on public.job_schedules;
create trigger update_job_schedules_updated_at before update on public.job_schedules
  for each row execute function public.update_updated_at_column();

alter table public.job_schedules enable row level security;
drop policy if exists job_schedules_written_by_service on public.job_schedules;
create policy job_schedules_written_by_service on public.job_schedules for all to service_role using (true) with check (true);
drop policy if exists job_schedules_read_when_signed_in on public.job_schedules;
create policy job_schedules_read_when_signed_in on public.job_schedules for select to authenticated
  using ((select public.claims()) ? 'app_role');

revoke all on public.job_schedules from public, anon, authenticated;
grant select on public.job_schedules to authenticated;
grant select, insert, update, delete on public.job_schedules to service_role;
revoke all on function public.job_runner(text) from public, anon;
grant execute on function public.job_runner(text) to authenticated, service_role;

select archive.give_back_rows('public.job_schedules');
