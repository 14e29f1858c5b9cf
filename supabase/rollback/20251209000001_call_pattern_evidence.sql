-- Undo of 20251209000001_call_pattern_evidence. The columns go to the archive and come back with the next push.
select archive.keep_columns('public.call_pattern_analysis', array['client_id', 'run_id', 'rule', 'as_of', 'enough_history', 'expected_so_far', 'drift_since', 'expected_since', 'expected_since_low', 'expected_since_high', 'evidence', 'evidence_needed', 'weeks_of_history', 'paused_days', 'last_active_on', 'reason', 'clears_when'], '20251209000001');
select archive.keep_columns('public.client_health_scores', array['pattern_reason', 'pattern_since', 'pattern_evidence', 'pattern_enough_history'], '20251209000001');

drop policy if exists call_pattern_analysis_read_in_scope on public.call_pattern_analysis;
drop policy if exists call_pattern_analysis_read_by_owner on public.call_pattern_analysis;
create policy call_pattern_analysis_read_by_owner on public.call_pattern_analysis for select to authenticated using ((select public.sees_everybody()));

alter table public.call_pattern_analysis
  drop column if exists client_id,
  drop column if exists run_id,
  drop column if exists rule,
  drop column if exists as_of,
  drop column if exists enough_history,
  drop column if exists expected_so_far,
  drop column if exists drift_since,
  drop column if exists expected_since,
  drop column if exists expected_since_low,
  drop column if exists expected_since_high,
  drop column if exists evidence,
  drop column if exists evidence_needed,
  drop column if exists weeks_of_history,
  drop column if exists paused_days,
  drop column if exists last_active_on,
  drop column if exists reason,
  drop column if exists clears_when;
alter table public.client_health_scores
  drop column if exists pattern_reason,
  drop column if exists pattern_since,
  drop column if exists pattern_evidence,
  drop column if exists pattern_enough_history;
