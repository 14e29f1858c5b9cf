-- What staff does about a client who needs contact: one item for each client and cause, and every act on it. The answers to episodes are
-- carried over once: each becomes an act on the item of its episode and keeps its number. What the judge needs of them, "all good" as the
-- beginning of a new usual, has a small table of its own.

-- A database that was taken over may hold the owner's own table of this name: it is set aside, whole.
do $$
begin
  if to_regclass('public.intervention_log') is not null
    and not exists (select from pg_catalog.pg_attribute a where a.attrelid = to_regclass('public.intervention_log') and a.attname = 'cause_kind')
  then
    -- Renamed first: a rollback may have kept a table of the old name there.
    alter table public.intervention_log rename to intervention_log__owners;
    alter table public.intervention_log__owners set schema archive;
  end if;
end
$$;

create table if not exists public.call_pattern_new_usuals (
  id            bigint      generated always as identity,
  client_id     uuid        not null,
  said_at       timestamptz not null,
  said_on       date        not null,
  taken_back_at timestamptz,
  constraint call_pattern_new_usuals_pkey primary key (id),
  constraint call_pattern_new_usuals_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint call_pattern_new_usuals_taken_back_later check (taken_back_at >= said_at)
);
create index if not exists call_pattern_new_usuals_client on public.call_pattern_new_usuals (client_id, said_on);
comment on table public.call_pattern_new_usuals is 'When somebody said that a client is fine as they are: what they do from that day on is their new usual.';
comment on column public.call_pattern_new_usuals.id is 'Key.';
comment on column public.call_pattern_new_usuals.client_id is 'Whose.';
comment on column public.call_pattern_new_usuals.said_at is 'When it was said; an analysis as of an earlier moment does not know it.';
comment on column public.call_pattern_new_usuals.said_on is 'The business day on which it was said: the first of the new usual.';
comment on column public.call_pattern_new_usuals.taken_back_at is 'When it was taken back; an analysis as of an earlier moment still knows it. Null = it holds.';

create table if not exists public.intervention_log (
  id                bigint      generated always as identity,
  client_id         uuid        not null,
  cause_kind        text        not null,
  cause_id          bigint,
  cause_status      text,
  rang_in_vain      integer,
  intervention_type text        generated always as (
    case
      when rang_in_vain is not null then 'Call Back'
      when cause_kind = 'OUTREACH_GAP' then 'Re-engagement Campaign'
      when cause_status = 'PATTERN_BREAK' then 'Urgent Personal Outreach'
      when cause_status = 'ABOVE_PATTERN' then 'Achievement Celebration'
      else 'Wellness Check-in'
    end) stored,
  priority          text        generated always as (
    case
      when rang_in_vain is not null then 'CRITICAL'
      when cause_status = 'PATTERN_BREAK' then 'HIGH'
      when cause_status = 'ABOVE_PATTERN' then 'LOW'
      else 'MEDIUM'
    end) stored,
  status            text        generated always as (
    case
      when completed_at is null and outcome is null then 'PENDING'
      when completed_at is null then 'IN_PROGRESS'
      when outcome is null then 'CANCELLED'
      else 'COMPLETED'
    end) stored,
  trigger_reason    text        not null,
  triggered_at      timestamptz not null,
  triggered_on      date        not null,
  due_date          date,
  outcome           text,
  actioned_at       timestamptz,
  executed_by       text,
  follow_up_date    date,
  due_on            date        generated always as (case when outcome is null then due_date else follow_up_date end) stored,
  assigned_to       text,
  completed_at      timestamptz,
  close_reason      text,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  constraint intervention_log_pkey primary key (id),
  constraint intervention_log_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint intervention_log_cause_is_known check (cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP')),
  constraint intervention_log_episode_has_a_number check ((cause_kind = 'EPISODE') = (cause_id is not null)),
  constraint intervention_log_outcome_is_known check (outcome in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')),
  constraint intervention_log_outcome_has_its_author check ((outcome is null) = (actioned_at is null) and (outcome is null) = (executed_by is null)),
  constraint intervention_log_end_has_a_reason check ((completed_at is null) = (close_reason is null))
);
create unique index if not exists intervention_log_one_open on public.intervention_log (client_id, cause_kind) where completed_at is null;
create index if not exists intervention_log_client on public.intervention_log (client_id, triggered_at desc);
create index if not exists intervention_log_cause on public.intervention_log (cause_id) where cause_id is not null;
create index if not exists intervention_log_due on public.intervention_log (due_on, cause_kind) where completed_at is null;
comment on table public.intervention_log is 'What staff is to do: an item is open exactly as long as its cause. One is open for each client and kind of cause, and none is opened again: a new cause is a new item.';
comment on column public.intervention_log.id is 'Key.';
comment on column public.intervention_log.client_id is 'Whom to contact.';
comment on column public.intervention_log.cause_kind is 'EPISODE (of the call pattern), RANG_IN_VAIN (rang and nobody answered, without an episode) or OUTREACH_GAP (not contacted by us).';
comment on column public.intervention_log.cause_id is 'EPISODE: its number.';
comment on column public.intervention_log.cause_status is 'EPISODE: the worst status it reached, as last analysed.';
comment on column public.intervention_log.rang_in_vain is 'How often the client rang since the last talk and nobody answered, as last analysed; null = less than twice.';
comment on column public.intervention_log.intervention_type is 'What kind of contact, by the cause. Computed.';
comment on column public.intervention_log.priority is 'CRITICAL (rang and nobody answered), HIGH (break), MEDIUM or LOW (above usual). Computed.';
comment on column public.intervention_log.status is 'PENDING, IN_PROGRESS (somebody acted, the cause stands), COMPLETED (over, somebody had acted) or CANCELLED (over by itself). Computed.';
comment on column public.intervention_log.trigger_reason is 'Why it was opened, in the words of that moment.';
comment on column public.intervention_log.triggered_at is 'When it was first seen.';
comment on column public.intervention_log.triggered_on is 'The business day on which it was first seen.';
comment on column public.intervention_log.due_date is 'From which business day on somebody is to act; null = nobody needs to (above usual).';
comment on column public.intervention_log.outcome is 'The last act that holds: REACHED, NO_ANSWER, ALL_GOOD, AWAY, LEFT or SNOOZED; null = nobody acted.';
comment on column public.intervention_log.actioned_at is 'When that was.';
comment on column public.intervention_log.executed_by is 'Who did it.';
comment on column public.intervention_log.follow_up_date is 'When it is due again after that act; null = it is not.';
comment on column public.intervention_log.due_on is 'From which business day on it is to be worked on; null = it is not. Computed.';
comment on column public.intervention_log.assigned_to is 'Whose it is; null = the client''s coach''s.';
comment on column public.intervention_log.completed_at is 'When its cause ended; null = it stands.';
comment on column public.intervention_log.close_reason is 'How: as the episode ended (returned, paused, new normal, gone, ended, corrected), answered, contacted, became an episode, merged.';
comment on column public.intervention_log.created_at is 'When the row was made.';
comment on column public.intervention_log.updated_at is 'When it last changed.';
drop trigger if exists update_intervention_log_updated_at on public.intervention_log;
create trigger update_intervention_log_updated_at before update on public.intervention_log for each row execute function public.update_updated_at_column();

create table if not exists public.intervention_events (
  id            bigint      generated always as identity,
  item_id       bigint      not null,
  client_id     uuid        not null,
  kind          text        not null,
  made_at       timestamptz not null,
  made_on       date        not null,
  made_by       text        not null,
  word          text,
  reason        text,
  note          text,
  until         date,
  due_date      date,
  pause_id      bigint,
  end_id        bigint,
  new_usual_id  bigint,
  ended_before  date,
  undone_at     timestamptz,
  undone_by     text,
  constraint intervention_events_pkey primary key (id),
  constraint intervention_events_item_fkey foreign key (item_id) references public.intervention_log (id) on delete cascade,
  constraint intervention_events_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint intervention_events_pause_fkey foreign key (pause_id) references public.client_pauses (id) on delete set null,
  constraint intervention_events_end_fkey foreign key (end_id) references public.client_status_changes (id) on delete set null,
  constraint intervention_events_new_usual_fkey foreign key (new_usual_id) references public.call_pattern_new_usuals (id) on delete set null,
  constraint intervention_events_kind_is_known check (kind in (
    'OPENED', 'WORSENED', 'CLOSED', 'REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED', 'NOTE')),
  constraint intervention_events_until_belongs check (until is null or kind in ('AWAY', 'SNOOZED')),
  constraint intervention_events_only_acts_are_undone check (undone_at is null or kind not in ('OPENED', 'WORSENED', 'CLOSED')),
  constraint intervention_events_undone_later check (undone_at >= made_at)
);
create index if not exists intervention_events_item on public.intervention_events (item_id, made_at desc, id desc);
create index if not exists intervention_events_client on public.intervention_events (client_id, made_at desc);
create index if not exists intervention_events_day on public.intervention_events (made_on, made_at desc);
create index if not exists intervention_events_pause on public.intervention_events (pause_id) where pause_id is not null;
create index if not exists intervention_events_end on public.intervention_events (end_id) where end_id is not null;
create index if not exists intervention_events_new_usual on public.intervention_events (new_usual_id) where new_usual_id is not null;
comment on table public.intervention_events is 'What happened to an item and who did it. Rows are added; of an act only that it was undone is written afterwards.';
comment on column public.intervention_events.id is 'Key; by it an act is undone.';
comment on column public.intervention_events.item_id is 'The item.';
comment on column public.intervention_events.client_id is 'Whose item.';
comment on column public.intervention_events.kind is 'OPENED, WORSENED, CLOSED by the analysis; REACHED (or written to), NO_ANSWER, ALL_GOOD, AWAY, LEFT, SNOOZED, NOTE by staff.';
comment on column public.intervention_events.made_at is 'When.';
comment on column public.intervention_events.made_on is 'The business day on which it was.';
comment on column public.intervention_events.made_by is 'Who.';
comment on column public.intervention_events.word is 'OPENED, WORSENED: the status; CLOSED: why.';
comment on column public.intervention_events.reason is 'What was known of the client at that moment.';
comment on column public.intervention_events.note is 'What somebody wrote.';
comment on column public.intervention_events.until is 'AWAY: first day back, null = not known; SNOOZED: the day on which it is due again.';
comment on column public.intervention_events.due_date is 'When the item is due again after it; null = it is not.';
comment on column public.intervention_events.pause_id is 'AWAY: the pause that it entered.';
comment on column public.intervention_events.end_id is 'LEFT: the end of the relation that it entered.';
comment on column public.intervention_events.new_usual_id is 'ALL_GOOD: the new usual that it began.';
comment on column public.intervention_events.ended_before is 'LEFT, of answers carried over: the end of the relation that was planned before.';
comment on column public.intervention_events.undone_at is 'When the act was undone; null = it holds.';
comment on column public.intervention_events.undone_by is 'Who undid it; null = not known, or it holds.';

alter table public.call_pattern_new_usuals enable row level security;
drop policy if exists call_pattern_new_usuals_written_by_service on public.call_pattern_new_usuals;
create policy call_pattern_new_usuals_written_by_service on public.call_pattern_new_usuals for all to service_role using (true) with check (true);
drop policy if exists call_pattern_new_usuals_read_in_scope on public.call_pattern_new_usuals;
create policy call_pattern_new_usuals_read_in_scope on public.call_pattern_new_usuals for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));
alter table public.intervention_log enable row level security;
drop policy if exists intervention_log_written_by_service on public.intervention_log;
create policy intervention_log_written_by_service on public.intervention_log for all to service_role using (true) with check (true);
drop policy if exists intervention_log_read_in_scope on public.intervention_log;
create policy intervention_log_read_in_scope on public.intervention_log for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));
alter table public.intervention_events enable row level security;
drop policy if exists intervention_events_written_by_service on public.intervention_events;
create policy intervention_events_written_by_service on public.intervention_events for all to service_role using (true) with check (true);
drop policy if exists intervention_events_read_in_scope on public.intervention_events;
create policy intervention_events_read_in_scope on public.intervention_events for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));

revoke all on public.call_pattern_new_usuals, public.intervention_log, public.intervention_events from public, anon, authenticated;
grant select on public.call_pattern_new_usuals, public.intervention_log, public.intervention_events to authenticated;
grant select, insert, update, delete on public.call_pattern_new_usuals, public.intervention_log, public.intervention_events to service_role;

select archive.give_back_rows('public.call_pattern_new_usuals');
select archive.give_back_rows('public.intervention_log');
select archive.give_back_rows('public.intervention_events');

-- The answers, once: what came back from the archive is there already, under the same number.
do $$
declare
  highest bigint;
begin
  if to_regclass('public.call_pattern_answers') is not null then
    -- Taken back while the tables here were away.
    update public.intervention_events v
    set undone_at = a.taken_back_at
    from public.call_pattern_answers a
    where a.id = v.id
      and v.undone_at is null
      and a.taken_back_at is not null;

    create temporary table answers_to_carry on commit drop as
    select a.*
    from public.call_pattern_answers a
    where not exists (select from public.intervention_events v where v.id = a.id);

    insert into public.intervention_log (
      client_id, cause_kind, cause_id, cause_status, trigger_reason, triggered_at, triggered_on, due_date, completed_at, close_reason)
    select
      e.client_id, 'EPISODE', e.id, e.worst_status, e.reason,
      e.opened_on::timestamp at time zone public.business_zone(), e.opened_on,
      case when e.worst_status <> 'ABOVE_PATTERN' then e.opened_on end,
      e.closed_on::timestamp at time zone public.business_zone(), e.close_reason
    from public.call_pattern_episodes e
    where e.id in (select a.episode_id from answers_to_carry a)
      and not exists (select from public.intervention_log i where i.cause_kind = 'EPISODE' and i.cause_id = e.id)
    order by e.id;

    insert into public.call_pattern_new_usuals (client_id, said_at, said_on, taken_back_at)
    select a.client_id, a.answered_at, a.answered_on, a.taken_back_at
    from answers_to_carry a
    where a.answer = 'FINE'
    order by a.id;

    insert into public.intervention_events (
      id, item_id, client_id, kind, made_at, made_on, made_by, note, until, due_date, pause_id, end_id, new_usual_id, ended_before, undone_at)
    overriding system value
    select
      a.id,
      (select max(i.id) from public.intervention_log i where i.cause_kind = 'EPISODE' and i.cause_id = a.episode_id),
      a.client_id,
      case a.answer when 'CALLED' then 'REACHED' when 'FINE' then 'ALL_GOOD' else a.answer end,
      a.answered_at, a.answered_on, a.answered_by, a.note, a.until,
      case when a.answer = 'CALLED' then a.answered_on + 7 end,
      a.pause_id,
      case when a.answer = 'LEFT' then (
        select max(s.id) from public.client_status_changes s where s.client_id = a.client_id and s.reason = 'LEFT' and s.known_at = a.answered_at) end,
      case when a.answer = 'FINE' then (
        select max(n.id) from public.call_pattern_new_usuals n where n.client_id = a.client_id and n.said_at = a.answered_at) end,
      a.ended_before, a.taken_back_at
    from answers_to_carry a
    order by a.id;
    select coalesce(max(v.id), 0) into highest from public.intervention_events v;
    perform setval(pg_get_serial_sequence('public.intervention_events', 'id'), highest + 1, false);

    -- Each item shows its last act that holds.
    update public.intervention_log i
    set outcome = l.kind,
        actioned_at = l.made_at,
        executed_by = l.made_by,
        follow_up_date = l.due_date
    from (
      select distinct on (v.item_id) v.item_id, v.kind, v.made_at, v.made_by, v.due_date
      from public.intervention_events v
      where v.id in (select a.id from public.call_pattern_answers a)
        and v.undone_at is null
      order by v.item_id, v.made_at desc, v.id desc
    ) l
    where l.item_id = i.id
      and i.outcome is null;

    drop table answers_to_carry;
    drop table public.call_pattern_answers;
  end if;

  -- Every episode that stands has its item from the beginning.
  insert into public.intervention_log (client_id, cause_kind, cause_id, cause_status, trigger_reason, triggered_at, triggered_on, due_date)
  select
    e.client_id, 'EPISODE', e.id, e.worst_status, e.reason,
    e.opened_on::timestamp at time zone public.business_zone(), e.opened_on,
    case when e.worst_status <> 'ABOVE_PATTERN' then e.opened_on end
  from public.call_pattern_episodes e
  where e.closed_on is null
    and not exists (select from public.intervention_log i where i.client_id = e.client_id and i.cause_kind = 'EPISODE' and i.completed_at is null)
  order by e.id;
end
$$;
