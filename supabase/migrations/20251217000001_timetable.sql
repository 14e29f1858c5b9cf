-- The timetable runs by itself: who holds a run and until when, how often it was tried, and since when a job's slots are owed.

alter table public.job_runs
  add column if not exists attempt     integer not null default 1,
  add column if not exists fence       bigint  not null default 0,
  add column if not exists lease_until timestamptz;
do $$
begin
  if not exists (select from pg_catalog.pg_constraint where conrelid = 'public.job_runs'::regclass and conname = 'job_runs_attempts_are_counted') then
    alter table public.job_runs add constraint job_runs_attempts_are_counted check (attempt >= 1 and fence >= 0);
  end if;
end
$$;
comment on column public.job_runs.attempt is 'How often the slot was begun; 2 and more after a holder died or was stopped.';
comment on column public.job_runs.fence is 'Counts up whenever somebody takes the run; who holds an older number may not write.';
comment on column public.job_runs.lease_until is 'Until when the holder is believed alive without another sign, by the database''s clock; null = nobody holds it.';
create index if not exists job_runs_held on public.job_runs (job) where state = 'running';
create index if not exists job_runs_successes on public.job_runs (job, slot desc) where state = 'succeeded';

alter table public.job_schedules
  add column if not exists owed_since timestamptz;
comment on column public.job_schedules.owed_since is 'Slots after this moment are owed; null = from when a server next looks. A new cron, a new zone or a pause begins anew.';

create or replace function public.owe_slots_anew() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
  if new.owed_since is not distinct from old.owed_since then
    new.owed_since := null;
  end if;
  return new;
end
$$;
comment on function public.owe_slots_anew() is 'Row trigger: after a change of hours nobody owes the slots that the new hours would have had before it.';
drop trigger if exists job_schedules_owe_anew on public.job_schedules;
create trigger job_schedules_owe_anew before update on public.job_schedules
  for each row when ((old.cron, old.zone, old.enabled) is distinct from (new.cron, new.zone, new.enabled))
  execute function public.owe_slots_anew();

revoke all on function public.owe_slots_anew() from public, anon;
grant execute on function public.owe_slots_anew() to service_role;

select archive.give_back_columns('public.job_runs', '20251217000001');
do $$
begin
  if to_regclass('archive.job_schedules__20251217000001') is not null then
    alter table public.job_schedules disable trigger user;
    update public.job_schedules s set owed_since = k.owed_since from archive.job_schedules__20251217000001 k where k.job = s.job;
    alter table public.job_schedules enable trigger user;
    drop table archive.job_schedules__20251217000001;
  end if;
end
$$;
