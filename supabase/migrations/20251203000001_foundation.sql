-- Foundation: the roles, the archive that rollbacks use, the business's settings, and the ledger of job runs.
-- Usable with psql alone; safe to run again.

-- Roles are cluster-wide: made when absent, never dropped.
do $$
declare
  wanted text;
begin
  -- Two databases of one cluster may be migrated at the same moment.
  perform pg_catalog.pg_advisory_xact_lock(20251203, 1);
  foreach wanted in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_catalog.pg_roles r where r.rolname = wanted) then
      execute pg_catalog.format('create role %I nologin noinherit', wanted);
    end if;
    -- From PostgreSQL 16 on a role's maker is a member that may not yet act as it.
    if not pg_catalog.pg_has_role(
      current_user, wanted,
      case when pg_catalog.current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)
    then
      execute pg_catalog.format('grant %I to current_user', wanted);
    end if;
  end loop;
end
$$;

grant usage on schema public to anon, authenticated, service_role;

-- The archive: what a rollback takes away is kept here, and given back by the next push.
create schema if not exists archive;
revoke all on schema archive from public;
comment on schema archive is 'Rows and columns that rollbacks took away, until the next push gives them back.';

create or replace function archive.keep_rows(kept regclass) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = kept);
  there bigint;
  archived bigint;
begin
  execute pg_catalog.format('create table archive.%I as table %s', name, kept);
  execute pg_catalog.format('alter table archive.%I enable row level security', name);
  execute pg_catalog.format('comment on table archive.%I is %L', name, 'Rows of ' || kept::text || ', kept by a rollback.');
  execute pg_catalog.format('select count(*) from %s', kept) into there;
  execute pg_catalog.format('select count(*) from archive.%I', name) into archived;
  if there <> archived then
    raise exception 'The archive of % holds % rows, the table holds %; nothing was rolled back.', kept, archived, there;
  end if;
  return archived;
end
$$;
comment on function archive.keep_rows(regclass) is 'Copies a table''s rows into the archive before a rollback drops it; returns how many. Raises when the counts differ or an older archive of it still stands.';

create or replace function archive.give_back_rows(given regclass) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = given);
  kept regclass := pg_catalog.to_regclass(pg_catalog.format('archive.%I', name));
  shared_columns text;
  numbered text;
  archived bigint;
  restored bigint;
begin
  if kept is null then
    return 0;
  end if;
  select pg_catalog.string_agg(pg_catalog.quote_ident(t.attname), ', ' order by t.attnum)
  into shared_columns
  from pg_catalog.pg_attribute t
  join pg_catalog.pg_attribute a on a.attrelid = kept and a.attname = t.attname and not a.attisdropped
  where t.attrelid = given and t.attnum > 0 and not t.attisdropped and t.attgenerated = '';
  execute pg_catalog.format('select count(*) from %s', kept) into archived;
  -- Rows come back as they were: no trigger may stamp or count them anew.
  execute pg_catalog.format('alter table %s disable trigger user', given);
  -- Rows that the migration itself seeds give way to the kept ones.
  execute pg_catalog.format('delete from %s', given);
  execute pg_catalog.format('insert into %s (%s) overriding system value select %s from %s', given, shared_columns, shared_columns, kept);
  get diagnostics restored = row_count;
  execute pg_catalog.format('alter table %s enable trigger user', given);
  if restored <> archived then
    raise exception 'The archive of % held % rows, % came back.', given, archived, restored;
  end if;
  for numbered in
    select t.attname from pg_catalog.pg_attribute t where t.attrelid = given and t.attidentity <> '' and not t.attisdropped
  loop
    execute pg_catalog.format(
      'select pg_catalog.setval(pg_catalog.pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) from %s',
      given::text, numbered, numbered, given);
  end loop;
  execute pg_catalog.format('drop table %s', kept);
  return restored;
end
$$;
comment on function archive.give_back_rows(regclass) is 'Moves a table''s archived rows back after a push made it again; returns how many, 0 when nothing was kept.';

create or replace function archive.keep_columns(kept regclass, columns text[], version text) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = kept) || '__' || version;
  listed text := (select pg_catalog.string_agg(pg_catalog.quote_ident(c), ', ') from pg_catalog.unnest(columns) c);
  archived bigint;
  there bigint;
begin
  execute pg_catalog.format('create table archive.%I as select id, %s from %s', name, listed, kept);
  execute pg_catalog.format('alter table archive.%I enable row level security', name);
  execute pg_catalog.format('comment on table archive.%I is %L', name, 'Columns of ' || kept::text || ', kept by the rollback of ' || version || '.');
  execute pg_catalog.format('select count(*) from %s', kept) into there;
  execute pg_catalog.format('select count(*) from archive.%I', name) into archived;
  if there <> archived then
    raise exception 'The archive of % holds % rows, the table holds %; nothing was rolled back.', kept, archived, there;
  end if;
  return archived;
end
$$;
comment on function archive.keep_columns(regclass, text[], text) is 'Copies columns (with the table''s id) into the archive before a rollback drops them; returns the rows kept.';

create or replace function archive.give_back_columns(given regclass, version text) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = given) || '__' || version;
  kept regclass := pg_catalog.to_regclass(pg_catalog.format('archive.%I', name));
  assigned text;
  restored bigint;
begin
  if kept is null then
    return 0;
  end if;
  select pg_catalog.string_agg(pg_catalog.format('%1$I = kept.%1$I', a.attname), ', ')
  into assigned
  from pg_catalog.pg_attribute a
  where a.attrelid = kept and a.attnum > 0 and not a.attisdropped and a.attname <> 'id';
  execute pg_catalog.format('alter table %s disable trigger user', given);
  execute pg_catalog.format('update %s as now_there set %s from %s kept where kept.id = now_there.id', given, assigned, kept);
  get diagnostics restored = row_count;
  execute pg_catalog.format('alter table %s enable trigger user', given);
  execute pg_catalog.format('drop table %s', kept);
  return restored;
end
$$;
comment on function archive.give_back_columns(regclass, text) is 'Writes archived columns back to the rows that still exist; returns how many, 0 when nothing was kept.';

revoke all on function archive.keep_rows(regclass), archive.give_back_rows(regclass),
  archive.keep_columns(regclass, text[], text), archive.give_back_columns(regclass, text) from public;

create or replace function public.update_updated_at_column() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
  new.updated_at := pg_catalog.clock_timestamp();
  return new;
end
$$;
comment on function public.update_updated_at_column() is 'Row trigger: stamps updated_at with the moment of the change.';

-- Settings: one row per version, the latest holds; so every run can say by which settings it ran.
create table if not exists public.settings (
  version          integer generated always as identity,
  set_at           timestamptz not null default now(),
  set_by           text        not null default 'migration',
  business_zone    text        not null default 'UTC',
  currency         text        not null default 'AED',
  phone_region     text        not null default 'AE',
  engaged_channels text[]      not null default array['PHONE', 'VIDEO', 'IN_PERSON'],
  engaged_statuses text[]      not null default array['COMPLETED'],
  break_budget     numeric     not null default 1,
  below_budget     numeric     not null default 2,
  above_budget     numeric     not null default 2,
  constraint settings_pkey primary key (version),
  constraint settings_zone_is_known check (pg_catalog.timezone(business_zone, timestamptz '2000-01-01 00:00:00+00') is not null),
  constraint settings_currency_is_iso check (currency ~ '^[A-Z]{3}$'),
  constraint settings_region_is_iso check (phone_region ~ '^[A-Z]{2}$'),
  constraint settings_something_counts check (cardinality(engaged_channels) > 0 and cardinality(engaged_statuses) > 0),
  constraint settings_budgets_are_positive check (
    break_budget > 0 and break_budget <= 100
    and below_budget > 0 and below_budget <= 100
    and above_budget > 0 and above_budget <= 100)
);
comment on table public.settings is 'The business''s settings, one row per version; the highest version holds. Never updated, only added to.';
comment on column public.settings.version is 'Counts up; the highest is in force.';
comment on column public.settings.set_at is 'When this version was set.';
comment on column public.settings.set_by is 'Who set it.';
comment on column public.settings.business_zone is 'IANA zone in which business days and weeks are cut.';
comment on column public.settings.currency is 'ISO 4217 code of the business.';
comment on column public.settings.phone_region is 'ISO 3166 region in which phone numbers without a country code are read.';
comment on column public.settings.engaged_channels is 'Channels on which a call counts as engagement.';
comment on column public.settings.engaged_statuses is 'Statuses with which a call counts as engagement.';
comment on column public.settings.break_budget is 'False PATTERN_BREAK openings allowed per 100 client-weeks without change.';
comment on column public.settings.below_budget is 'False BELOW_PATTERN openings allowed per 100 client-weeks without change.';
comment on column public.settings.above_budget is 'False ABOVE_PATTERN openings allowed per 100 client-weeks without change.';

insert into public.settings (set_by)
select 'migration'
where not exists (select from public.settings);

create or replace function public.business_zone() returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((select s.business_zone from public.settings s order by s.version desc limit 1), 'UTC')
$$;
comment on function public.business_zone() is 'The business''s IANA zone. Runs as its owner, because a caller that may not read settings still needs the right Monday.';

create or replace function public.business_today() returns date
language sql stable set search_path = '' as $$
  select (pg_catalog.now() at time zone public.business_zone())::date
$$;
comment on function public.business_today() is 'Today''s date in the business zone.';

-- Who asks: request claims in Supabase's form, evaluated once per statement by the policies.
create or replace function public.claims() returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(nullif(pg_catalog.current_setting('request.jwt.claims', true), ''), '{}')::jsonb
$$;
comment on function public.claims() is 'The claims of the present request, {} when there are none.';

create or replace function public.sees_everybody() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(public.claims() ->> 'app_role' in ('owner', 'admin'), false)
$$;
comment on function public.sees_everybody() is 'Whether the present user may see every client (owner, admin).';

create or replace function public.own_staff_id() returns uuid
language sql stable set search_path = '' as $$
  select nullif(public.claims() ->> 'staff_id', '')::uuid
$$;
comment on function public.own_staff_id() is 'The staff id of the present user, null when the user is no member of staff.';

-- The ledger of job runs: written with the work, so that nothing read is never a success.
create table if not exists public.job_runs (
  id          bigint      generated always as identity,
  job         text        not null,
  slot        timestamptz not null,
  started_by  text        not null default 'person',
  state       text        not null default 'running',
  started_at  timestamptz not null,
  finished_at timestamptz,
  rows_read    bigint     not null default 0,
  rows_written bigint     not null default 0,
  rows_failed  bigint     not null default 0,
  error       text,
  node        text,
  details     jsonb       not null default '{}',
  constraint job_runs_pkey primary key (id),
  constraint job_runs_job_is_named check (job <> ''),
  constraint job_runs_started_by_is_known check (started_by in ('schedule', 'person', 'api')),
  constraint job_runs_state_is_known check (state in ('running', 'succeeded', 'partial', 'failed', 'abandoned', 'skipped')),
  constraint job_runs_counts_are_counts check (rows_read >= 0 and rows_written >= 0 and rows_failed >= 0),
  constraint job_runs_end_after_start check (finished_at is null or finished_at >= started_at)
);
create unique index if not exists job_runs_slot_once on public.job_runs (job, slot) where started_by = 'schedule';
create index if not exists job_runs_latest on public.job_runs (job, started_at desc);
comment on table public.job_runs is 'One row per run of a job: when, what it read and wrote, how it ended.';
comment on column public.job_runs.id is 'Key.';
comment on column public.job_runs.job is 'The job''s name, as in the timetable.';
comment on column public.job_runs.slot is 'The moment the run stands for (its planned time, or its as-of).';
comment on column public.job_runs.started_by is 'schedule, person or api. A scheduled slot exists once.';
comment on column public.job_runs.state is 'running, succeeded, partial, failed, abandoned or skipped; partial is not succeeded.';
comment on column public.job_runs.started_at is 'When the run began.';
comment on column public.job_runs.finished_at is 'When it ended; null while it runs.';
comment on column public.job_runs.rows_read is 'Things looked at.';
comment on column public.job_runs.rows_written is 'Things changed; 0 when the run found everything already so.';
comment on column public.job_runs.rows_failed is 'Things that could not be done.';
comment on column public.job_runs.error is 'What went wrong, in a sentence.';
comment on column public.job_runs.node is 'The machine that ran it.';
comment on column public.job_runs.details is 'What the job wants to remember of the run.';

alter table public.settings enable row level security;
alter table public.job_runs enable row level security;

drop policy if exists settings_written_by_service on public.settings;
create policy settings_written_by_service on public.settings for all to service_role using (true) with check (true);
drop policy if exists settings_read_when_signed_in on public.settings;
create policy settings_read_when_signed_in on public.settings for select to authenticated using ((select public.claims()) ? 'app_role');
drop policy if exists job_runs_written_by_service on public.job_runs;
create policy job_runs_written_by_service on public.job_runs for all to service_role using (true) with check (true);
drop policy if exists job_runs_read_when_signed_in on public.job_runs;
create policy job_runs_read_when_signed_in on public.job_runs for select to authenticated using ((select public.claims()) ? 'app_role');

revoke all on public.settings, public.job_runs from public, anon, authenticated;
grant select on public.settings, public.job_runs to authenticated;
grant select, insert, update, delete on public.settings, public.job_runs to service_role;
revoke all on function public.update_updated_at_column(), public.business_zone(), public.business_today(),
  public.claims(), public.sees_everybody(), public.own_staff_id() from public, anon;
grant execute on function public.update_updated_at_column(), public.business_zone(), public.business_today(),
  public.claims(), public.sees_everybody(), public.own_staff_id() to authenticated, service_role;

select archive.give_back_rows('public.settings');
select archive.give_back_rows('public.job_runs');
