-- Undo of 20260131001300_insights. States, history and who was told go to the archive and come back with the next push; the findings themselves
-- stay, as text.
select archive.keep_rows('public.insight_checks');
select archive.keep_rows('public.insight_messages');
select archive.keep_rows('public.insight_events');
drop table public.insight_checks;
drop table public.insight_messages;
drop table public.insight_events;
select archive.keep_columns(
  'public.proactive_insights',
  array['subject', 'state', 'topic', 'staff_id', 'occurrences', 'opened_at', 'last_seen_at', 'recovered_at', 'assigned_user_id', 'snoozed_until', 'silenced_priority', 'measure', 'leave_at', 'address'],
  '20260131001300');
drop policy proactive_insights_read_by_coach on public.proactive_insights;
drop index public.proactive_insights_finding_once;
drop index public.proactive_insights_staff;
alter table public.proactive_insights
  drop constraint proactive_insights_occurrences_are_counted,
  drop constraint proactive_insights_subject_is_short,
  drop constraint proactive_insights_recovery_has_its_moment,
  drop constraint proactive_insights_snooze_ends,
  drop constraint proactive_insights_finding_is_whole,
  drop constraint proactive_insights_silenced_priority_is_known,
  drop constraint proactive_insights_state_is_known,
  drop constraint proactive_insights_staff_fkey,
  drop column address,
  drop column leave_at,
  drop column measure,
  drop column silenced_priority,
  drop column snoozed_until,
  drop column assigned_user_id,
  drop column recovered_at,
  drop column last_seen_at,
  drop column opened_at,
  drop column occurrences,
  drop column staff_id,
  drop column topic,
  drop column state,
  drop column subject;
