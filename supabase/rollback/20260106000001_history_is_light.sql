-- Undo of 20260106000001_history_is_light: the indexes as they were.
drop index if exists public.call_pattern_analysis_once;
create unique index call_pattern_analysis_once on public.call_pattern_analysis (client_id, analysis_date, rule) where run_id is not null;
drop index if exists public.idx_pattern_status;
create index idx_pattern_status on public.call_pattern_analysis (pattern_status);
