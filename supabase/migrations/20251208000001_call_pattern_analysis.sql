-- Call pattern analysis, as in the owner's document; deviations only where running the document's own queries demanded them
-- (docs/decisions/0002-the-owners-sql.md).

-- 1. Columns of client_health_scores
alter table public.client_health_scores
  add column if not exists avg_calls_per_week numeric default 0,
  add column if not exists calls_this_week integer default 0,
  add column if not exists last_pattern_check timestamptz,
  add column if not exists pattern_status text default 'NORMAL';
alter table public.client_health_scores
  drop constraint if exists client_health_scores_pattern_status_is_known,
  drop constraint if exists client_health_scores_calls_are_counted;
alter table public.client_health_scores
  add constraint client_health_scores_pattern_status_is_known check (pattern_status in ('NORMAL', 'BELOW_PATTERN', 'ABOVE_PATTERN', 'PATTERN_BREAK')),
  add constraint client_health_scores_calls_are_counted check (calls_this_week >= 0 and avg_calls_per_week >= 0 and avg_calls_per_week <> 'NaN');
comment on column public.client_health_scores.avg_calls_per_week is 'Calls a week over the exposed days of the last 30; null = none exposed.';
comment on column public.client_health_scores.calls_this_week is 'Calls since Monday 00:00 of the business zone.';
comment on column public.client_health_scores.last_pattern_check is 'As-of moment of the last analysis; null = never analysed, whatever the defaults beside it say.';
comment on column public.client_health_scores.pattern_status is 'NORMAL, BELOW_PATTERN, ABOVE_PATTERN or PATTERN_BREAK.';

-- 2. History
create table if not exists public.call_pattern_analysis (
  id                 uuid        not null default gen_random_uuid(),
  client_email       text        not null,
  analysis_date      date        not null default public.business_today(),
  calls_this_week    integer     default 0,
  avg_calls_per_week numeric     default 0,
  pattern_status     text        default 'NORMAL',
  deviation_pct      numeric     default 0,
  created_at         timestamptz default now(),
  updated_at         timestamptz default now(),
  constraint call_pattern_analysis_pkey primary key (id),
  constraint call_pattern_analysis_email_is_given check (btrim(client_email) <> ''),
  constraint call_pattern_analysis_status_is_known check (pattern_status in ('NORMAL', 'BELOW_PATTERN', 'ABOVE_PATTERN', 'PATTERN_BREAK')),
  constraint call_pattern_analysis_calls_are_counted check (calls_this_week >= 0 and avg_calls_per_week >= 0 and avg_calls_per_week <> 'NaN'),
  constraint call_pattern_analysis_deviation_is_a_number check (deviation_pct <> 'NaN')
);
comment on table public.call_pattern_analysis is 'History of call patterns: what each analysis said of each client.';
comment on column public.call_pattern_analysis.id is 'Key.';
comment on column public.call_pattern_analysis.client_email is 'The client''s address at the time (its phone number when it has no address).';
comment on column public.call_pattern_analysis.analysis_date is 'Business date of the analysis.';
comment on column public.call_pattern_analysis.calls_this_week is 'Calls since Monday 00:00 of the business zone.';
comment on column public.call_pattern_analysis.avg_calls_per_week is 'Calls a week over the exposed days of the last 30, or of the 30 days before an open episode.';
comment on column public.call_pattern_analysis.pattern_status is 'NORMAL, BELOW_PATTERN, ABOVE_PATTERN or PATTERN_BREAK.';
comment on column public.call_pattern_analysis.deviation_pct is 'Percent from the average; null = undefined.';
comment on column public.call_pattern_analysis.created_at is 'When the row was made.';
comment on column public.call_pattern_analysis.updated_at is 'When it last changed.';
create index if not exists idx_pattern_client on public.call_pattern_analysis (client_email);
create index if not exists idx_pattern_date on public.call_pattern_analysis (analysis_date desc);
create index if not exists idx_pattern_status on public.call_pattern_analysis (pattern_status);
create index if not exists idx_client_pattern_status on public.client_health_scores (pattern_status);

-- 3. Functions
create or replace function public.get_week_start(target_date timestamptz default now()) returns timestamptz
language sql stable set search_path = '' as $$
  select pg_catalog.date_trunc('week', target_date at time zone public.business_zone()) at time zone public.business_zone()
$$;
comment on function public.get_week_start(timestamptz) is 'Monday 00:00 of the business zone in the week of the given moment, whatever the session''s zone.';

create or replace function public.get_week_start_in(target_date timestamptz, zone text) returns timestamptz
language sql stable set search_path = '' as $$
  select pg_catalog.date_trunc('week', target_date at time zone zone) at time zone zone
$$;
comment on function public.get_week_start_in(timestamptz, text) is 'Monday 00:00 of the given IANA zone in the week of the given moment.';

create or replace function public.get_pattern_breaks(days_back integer default 7)
returns table (
  client_email text,
  client_name text,
  avg_calls_per_week numeric,
  calls_this_week integer,
  deviation_pct numeric,
  pattern_status text,
  health_zone text,
  assigned_coach text
)
language sql stable set search_path = '' as $$
  with judged as (
    select
      chs.email,
      coalesce(nullif(pg_catalog.btrim(pg_catalog.concat_ws(' ', pg_catalog.btrim(chs.firstname), pg_catalog.btrim(chs.lastname))), ''), chs.email) as name,
      chs.avg_calls_per_week,
      chs.calls_this_week,
      case
        when chs.avg_calls_per_week > 0
        then pg_catalog.round((coalesce(chs.calls_this_week, 0) - chs.avg_calls_per_week) / chs.avg_calls_per_week * 100, 2)
        else 0
      end as deviation,
      chs.pattern_status,
      chs.health_zone,
      chs.assigned_coach
    from public.client_health_scores chs
    where chs.pattern_status in ('PATTERN_BREAK', 'BELOW_PATTERN')
      and coalesce(days_back, 7) > 0
      and chs.last_pattern_check >= pg_catalog.now() - pg_catalog.make_interval(days => least(coalesce(days_back, 7), 36500))
  )
  select j.email, j.name, j.avg_calls_per_week, j.calls_this_week, j.deviation, j.pattern_status, j.health_zone, j.assigned_coach
  from judged j
  order by
    case j.pattern_status when 'PATTERN_BREAK' then 1 else 2 end,
    j.deviation,
    j.email
$$;
comment on function public.get_pattern_breaks(integer) is 'Clients out of pattern whose last check is at most days_back days old, breaks first, then by deviation, then by address. Null means 7; zero or less gives none; capped at a century.';

-- 4. Trigger
drop trigger if exists update_call_pattern_analysis_updated_at on public.call_pattern_analysis;
create trigger update_call_pattern_analysis_updated_at before update on public.call_pattern_analysis
  for each row execute function public.update_updated_at_column();

-- 5. Row security: read in scope, written by the service alone. Anyone who wants the document's open policies asks for them by name.
alter table public.call_pattern_analysis enable row level security;
drop policy if exists call_pattern_analysis_written_by_service on public.call_pattern_analysis;
create policy call_pattern_analysis_written_by_service on public.call_pattern_analysis for all to service_role using (true) with check (true);
drop policy if exists call_pattern_analysis_read_by_owner on public.call_pattern_analysis;
create policy call_pattern_analysis_read_by_owner on public.call_pattern_analysis for select to authenticated using ((select public.sees_everybody()));

revoke all on public.call_pattern_analysis from public, anon, authenticated;
grant select on public.call_pattern_analysis to authenticated;
grant select, insert, update, delete on public.call_pattern_analysis to service_role;
revoke all on function public.get_week_start(timestamptz), public.get_week_start_in(timestamptz, text), public.get_pattern_breaks(integer) from public, anon;
grant execute on function public.get_week_start(timestamptz), public.get_week_start_in(timestamptz, text), public.get_pattern_breaks(integer) to authenticated, service_role;

-- 6. The job the document recommends
insert into public.job_schedules (job, cron, function, description) values
  ('daily-pattern-analysis', '0 8 * * *', 'analyze-call-patterns', 'Judges every client''s week of calls.')
on conflict (job) do nothing;
do $$
begin
  if to_regclass('archive.job_schedules__20251208000001') is not null then
    delete from public.job_schedules where job = 'daily-pattern-analysis';
    insert into public.job_schedules select * from archive.job_schedules__20251208000001;
    drop table archive.job_schedules__20251208000001;
  end if;
end
$$;

select archive.give_back_columns('public.client_health_scores', '20251208000001');
select archive.give_back_rows('public.call_pattern_analysis');
