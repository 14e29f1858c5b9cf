-- Undo of 20251208000001_call_pattern_analysis, as in the owner's document, but nothing is lost: rows and columns go to the
-- archive and come back with the next push. What changes in between is not judged: clients made meanwhile start unanalysed.
select archive.keep_rows('public.call_pattern_analysis');
select archive.keep_columns('public.client_health_scores', array['avg_calls_per_week', 'calls_this_week', 'last_pattern_check', 'pattern_status'], '20251208000001');

-- The schedule goes with what it would run; hours that someone changed come back with it.
create table archive.job_schedules__20251208000001 as
  select * from public.job_schedules where job = 'daily-pattern-analysis';
alter table archive.job_schedules__20251208000001 enable row level security;
comment on table archive.job_schedules__20251208000001 is 'The schedule of daily-pattern-analysis, kept by the rollback of 20251208000001.';
delete from public.job_schedules where job = 'daily-pattern-analysis';

-- 1. Drop triggers
drop trigger if exists update_call_pattern_analysis_updated_at on public.call_pattern_analysis;

-- 2. Drop functions
drop function if exists public.get_pattern_breaks(integer);
drop function if exists public.get_week_start(timestamptz);
drop function if exists public.get_week_start_in(timestamptz, text);

-- 3. Drop table
drop table public.call_pattern_analysis;

-- 4. Remove columns (their constraints and index go with them)
alter table public.client_health_scores
  drop column if exists avg_calls_per_week,
  drop column if exists calls_this_week,
  drop column if exists last_pattern_check,
  drop column if exists pattern_status;
