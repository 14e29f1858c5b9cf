-- Undo of 20260119000002_who_is_shown. What was counted and the new holds go to the archive and come back with the next push; computed
-- columns lose nothing, and order_name is made again behind the others, where it was.
select archive.keep_columns('public.client_health_scores', array['pattern_rang_in_vain'], '20260119000002');
select archive.keep_columns('public.call_pattern_analysis', array['rang_in_vain'], '20260119000002');
create table archive.holds__20260119000002 as
select a.id, a.hold from public.call_pattern_analysis a where a.hold in ('NEVER_GOT_GOING', 'TOGETHER');
update public.call_pattern_analysis set hold = null where hold in ('NEVER_GOT_GOING', 'TOGETHER');
update public.client_health_scores set pattern_hold = null where pattern_hold in ('NEVER_GOT_GOING', 'TOGETHER');

drop index if exists public.call_records_in_vain;
alter table public.call_pattern_analysis
  drop constraint if exists call_pattern_analysis_hold_is_known,
  drop column if exists rang_in_vain,
  add constraint call_pattern_analysis_hold_is_known check (hold in ('PAUSED', 'SCHEDULED', 'OUTREACH_GAP', 'BACK_ONCE', 'GONE', 'STALE'));
comment on column public.call_pattern_analysis.hold is 'What holds an alarm back or colours it: PAUSED, SCHEDULED (a call is agreed within 7 days), OUTREACH_GAP (we make most calls and tried none since the last), BACK_ONCE, GONE (left the list), STALE (its source is silent); null = nothing.';

alter table public.client_health_scores
  drop column if exists pattern_place,
  drop column if exists pattern_roster,
  drop column if exists order_name,
  drop constraint if exists client_health_scores_pattern_hold_is_known,
  drop column if exists pattern_rang_in_vain;
alter table public.client_health_scores
  add column pattern_place numeric generated always as (
    case pattern_status when 'PATTERN_BREAK' then 0 when 'BELOW_PATTERN' then 1000000 end - coalesce(pattern_evidence, 0)) stored,
  add column pattern_roster text generated always as (
    case
      when last_pattern_check is null or pattern_status in ('PATTERN_BREAK', 'BELOW_PATTERN') then null
      when pattern_status = 'ABOVE_PATTERN' then 'ABOVE_PATTERN'
      when pattern_hold in ('PAUSED', 'STALE') then pattern_hold
      when pattern_enough_history is false then 'NOT_ENOUGH_HISTORY'
    end) stored,
  add column order_name text collate "C" generated always as (
    lower(btrim(coalesce(btrim(firstname), '') || ' ' || coalesce(btrim(lastname), '')))) stored,
  add constraint client_health_scores_pattern_hold_is_known check (pattern_hold in ('PAUSED', 'SCHEDULED', 'OUTREACH_GAP', 'BACK_ONCE', 'GONE', 'STALE'));
comment on column public.client_health_scores.pattern_place is 'Orders the list of who is out of pattern, ascending: breaks before below, then by evidence. Null = in neither.';
comment on column public.client_health_scores.pattern_roster is 'ABOVE_PATTERN, PAUSED, STALE or NOT_ENOUGH_HISTORY: the list the client stands in as last analysed; null = none of these. Computed.';
comment on column public.client_health_scores.order_name is 'Orders the lists by name: first and last name in lower case, by code point. Computed.';
create index client_health_scores_place on public.client_health_scores (pattern_place, client_id) where pattern_place is not null;
create index client_health_scores_coach_place on public.client_health_scores (assigned_coach, pattern_place, client_id) where pattern_place is not null;
create index client_health_scores_roster on public.client_health_scores (pattern_roster, order_name, client_id) where pattern_roster is not null;
create index client_health_scores_coach_roster on public.client_health_scores (assigned_coach, pattern_roster, order_name, client_id) where pattern_roster is not null;
