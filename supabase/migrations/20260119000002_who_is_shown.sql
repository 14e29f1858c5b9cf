-- Who is shown: clients who rang and nobody answered come first in the list; who never got going has a list of their own; who fell
-- silent on the same days as many others is held back for one remark. The two computed
-- columns are made again with the new words in them.

alter table public.client_health_scores
  drop column if exists pattern_place,
  drop column if exists pattern_roster,
  drop constraint if exists client_health_scores_pattern_hold_is_known,
  add column if not exists pattern_rang_in_vain integer;
alter table public.client_health_scores
  add column pattern_place numeric generated always as (
    case
      when pattern_rang_in_vain is not null then -1000000 - pattern_rang_in_vain
      when pattern_status = 'PATTERN_BREAK' then 0 - coalesce(pattern_evidence, 0)
      when pattern_status = 'BELOW_PATTERN' then 1000000 - coalesce(pattern_evidence, 0)
    end) stored,
  add column pattern_roster text generated always as (
    case
      when last_pattern_check is null or pattern_status in ('PATTERN_BREAK', 'BELOW_PATTERN') then null
      when pattern_status = 'ABOVE_PATTERN' then 'ABOVE_PATTERN'
      when pattern_hold in ('PAUSED', 'STALE', 'NEVER_GOT_GOING', 'TOGETHER') then pattern_hold
      when pattern_enough_history is false then 'NOT_ENOUGH_HISTORY'
    end) stored,
  add constraint client_health_scores_pattern_hold_is_known
    check (pattern_hold in ('PAUSED', 'SCHEDULED', 'OUTREACH_GAP', 'BACK_ONCE', 'GONE', 'STALE', 'NEVER_GOT_GOING', 'TOGETHER'));
comment on column public.client_health_scores.pattern_rang_in_vain is 'How often the client rang since the last talk and nobody answered, as last analysed; null = less than twice.';
comment on column public.client_health_scores.pattern_place is 'Orders the morning list, ascending: who rang and nobody answered, then breaks before below, by evidence. Null = not listed.';
comment on column public.client_health_scores.pattern_roster is 'ABOVE_PATTERN, PAUSED, STALE, NEVER_GOT_GOING, TOGETHER or NOT_ENOUGH_HISTORY: the list the client stands in as last analysed; null = none of these. Computed.';

create index if not exists client_health_scores_place on public.client_health_scores (pattern_place, client_id) where pattern_place is not null;
create index if not exists client_health_scores_coach_place on public.client_health_scores (assigned_coach, pattern_place, client_id) where pattern_place is not null;
create index if not exists client_health_scores_roster on public.client_health_scores (pattern_roster, order_name, client_id) where pattern_roster is not null;
create index if not exists client_health_scores_coach_roster on public.client_health_scores (assigned_coach, pattern_roster, order_name, client_id) where pattern_roster is not null;

alter table public.call_pattern_analysis
  drop constraint if exists call_pattern_analysis_hold_is_known,
  add column if not exists rang_in_vain integer,
  add constraint call_pattern_analysis_hold_is_known
    check (hold in ('PAUSED', 'SCHEDULED', 'OUTREACH_GAP', 'BACK_ONCE', 'GONE', 'STALE', 'NEVER_GOT_GOING', 'TOGETHER'));
comment on column public.call_pattern_analysis.hold is 'What holds an alarm back or colours it: PAUSED, SCHEDULED (a call is agreed within 7 days), OUTREACH_GAP (we make most calls and tried none since the last), BACK_ONCE, GONE (left the list), STALE (its source is silent), NEVER_GOT_GOING (a few calls at the beginning, then none), TOGETHER (many fell silent on the same days); null = nothing.';
comment on column public.call_pattern_analysis.rang_in_vain is 'How often the client rang since the last talk and nobody answered; null = less than twice.';

-- The few calls of clients that nobody answered, found without opening the others.
create index if not exists call_records_in_vain on public.call_records (started_at, client_id) include (known_at, channel)
  where direction = 'INBOUND' and status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and client_id is not null;

select archive.give_back_columns('public.client_health_scores', '20260119000002');
select archive.give_back_columns('public.call_pattern_analysis', '20260119000002');
do $$
begin
  if to_regclass('archive.holds__20260119000002') is not null then
    update public.call_pattern_analysis a
    set hold = k.hold
    from archive.holds__20260119000002 k
    where k.id = a.id
      and a.hold is null;
    drop table archive.holds__20260119000002;
  end if;
end
$$;
