-- What held an alarm back stands beside the judgement; and what was said and taken back later stays known for the days before.

alter table public.call_pattern_analysis
  add column if not exists hold text,
  add column if not exists once_in_weeks numeric;
alter table public.call_pattern_analysis
  drop constraint if exists call_pattern_analysis_hold_is_known;
alter table public.call_pattern_analysis
  add constraint call_pattern_analysis_hold_is_known check (hold in ('PAUSED', 'SCHEDULED', 'OUTREACH_GAP', 'BACK_ONCE', 'GONE', 'STALE'));
comment on column public.call_pattern_analysis.hold is 'What holds an alarm back or colours it: PAUSED, SCHEDULED (a call is agreed within 7 days), OUTREACH_GAP (we make most calls and tried none since the last), BACK_ONCE, GONE (left the list), STALE (its source is silent); null = nothing.';

comment on column public.call_pattern_analysis.once_in_weeks is 'How rare this is by chance, for this client: about once in so many weeks; null = ordinary.';

alter table public.client_health_scores
  add column if not exists pattern_hold text;
alter table public.client_health_scores
  drop constraint if exists client_health_scores_pattern_hold_is_known;
alter table public.client_health_scores
  add constraint client_health_scores_pattern_hold_is_known check (pattern_hold in ('PAUSED', 'SCHEDULED', 'OUTREACH_GAP', 'BACK_ONCE', 'GONE', 'STALE'));
comment on column public.client_health_scores.pattern_hold is 'What held an alarm back or coloured it in the last analysis; null = nothing.';

alter table public.call_pattern_answers
  add column if not exists ended_before date,
  add column if not exists taken_back_at timestamptz;
comment on column public.call_pattern_answers.ended_before is 'LEFT: the end of the relation that was planned before; null = none was.';
comment on column public.call_pattern_answers.taken_back_at is 'When it was taken back or replaced; an analysis as of an earlier moment still knows it. Null = it holds.';

alter table public.client_pauses
  add column if not exists superseded_at timestamptz;
comment on column public.client_pauses.superseded_at is 'When it ceased to hold because it was ended sooner or taken out; an analysis as of an earlier moment still knows it. Null = it holds.';
-- Equal pauses said twice hold once.
update public.client_pauses p
set superseded_at = p.entered_at
where p.superseded_at is null
  and exists (
    select
    from public.client_pauses k
    where k.client_id is not distinct from p.client_id
      and k.starts_on = p.starts_on
      and k.ends_on is not distinct from p.ends_on
      and k.superseded_at is null
      and k.id < p.id);
create unique index if not exists client_pauses_once on public.client_pauses (client_id, starts_on, ends_on) nulls not distinct where superseded_at is null;

alter table public.settings
  add column if not exists lines_a_day integer not null default 20;
alter table public.settings
  drop constraint if exists settings_lines_a_day_are_some;
alter table public.settings
  add constraint settings_lines_a_day_are_some check (lines_a_day between 1 and 1000);
comment on column public.settings.lines_a_day is 'How many clients a coach can call on a day: the morning list shows each coach no more.';

select archive.give_back_columns('public.call_pattern_analysis', '20251214000001');
select archive.give_back_columns('public.client_health_scores', '20251214000001');
select archive.give_back_columns('public.call_pattern_answers', '20251214000001');
-- What no longer held stood aside while this was rolled back; it comes back to the clients that are still there.
do $$
begin
  if to_regclass('archive.settings__20251214000001') is not null then
    update public.settings s
    set lines_a_day = k.lines_a_day
    from archive.settings__20251214000001 k
    where k.version = s.version;
    drop table archive.settings__20251214000001;
  end if;
  if to_regclass('archive.client_pauses__20251214000001') is not null then
    insert into public.client_pauses (id, client_id, starts_on, ends_on, reason, note, entered_at, entered_by, superseded_at)
    overriding system value
    select k.id, k.client_id, k.starts_on, k.ends_on, k.reason, k.note, k.entered_at, k.entered_by, k.superseded_at
    from archive.client_pauses__20251214000001 k
    where k.client_id is null or exists (select from public.clients c where c.id = k.client_id);
    drop table archive.client_pauses__20251214000001;
  end if;
  if to_regclass('archive.answers_taken_back__20251214000001') is not null then
    insert into public.call_pattern_answers (
      id, episode_id, client_id, answer, answered_at, answered_by, answered_on, until, note, pause_id, ended_before, taken_back_at)
    overriding system value
    select
      k.id, k.episode_id, k.client_id, k.answer, k.answered_at, k.answered_by, k.answered_on, k.until, k.note,
      (select p.id from public.client_pauses p where p.id = k.pause_id), k.ended_before, k.taken_back_at
    from archive.answers_taken_back__20251214000001 k
    where exists (select from public.call_pattern_episodes e where e.id = k.episode_id)
      and exists (select from public.clients c where c.id = k.client_id);
    drop table archive.answers_taken_back__20251214000001;
  end if;
end
$$;
