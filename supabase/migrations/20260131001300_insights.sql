-- Findings: what someone must know, with its states, its history, who was told, and whether each check ran (docs/decisions/0069).
alter table public.proactive_insights
  add column if not exists subject           text,
  add column if not exists state             text,
  add column if not exists topic             text,
  add column if not exists staff_id          uuid,
  add column if not exists occurrences       integer,
  add column if not exists opened_at         timestamptz,
  add column if not exists last_seen_at      timestamptz,
  add column if not exists recovered_at      timestamptz,
  add column if not exists assigned_user_id  uuid,
  add column if not exists snoozed_until     date,
  add column if not exists silenced_priority text,
  add column if not exists measure           double precision,
  add column if not exists leave_at          double precision,
  add column if not exists address           text;
do $$
begin
  if not exists (select from pg_constraint where conname = 'proactive_insights_staff_fkey') then
    alter table public.proactive_insights
      add constraint proactive_insights_staff_fkey foreign key (staff_id) references public.staff (id) on delete set null,
      add constraint proactive_insights_state_is_known check (state in ('OPEN', 'ACCEPTED', 'SNOOZED', 'DISMISSED', 'RECOVERED')),
      add constraint proactive_insights_silenced_priority_is_known check (silenced_priority in ('critical', 'high', 'medium', 'low')),
      add constraint proactive_insights_finding_is_whole check (
        (subject is null) = (state is null) and (subject is null) = (opened_at is null) and (subject is null) = (last_seen_at is null)
        and (subject is null) = (occurrences is null) and (subject is null) = (leave_at is null)),
      add constraint proactive_insights_snooze_ends check ((state is not distinct from 'SNOOZED') = (snoozed_until is not null)),
      add constraint proactive_insights_recovery_has_its_moment check ((state is not distinct from 'RECOVERED') = (recovered_at is not null)),
      add constraint proactive_insights_subject_is_short check (length(subject) between 1 and 200),
      add constraint proactive_insights_occurrences_are_counted check (occurrences >= 1);
  end if;
end
$$;
create index if not exists proactive_insights_staff on public.proactive_insights (staff_id) where staff_id is not null;
create unique index if not exists proactive_insights_finding_once on public.proactive_insights (insight_type, subject) where subject is not null;
comment on column public.proactive_insights.subject is 'A finding of a check: what it is about (a source, a job, a coach''s key); of a kind and a subject there is one finding. Null = written by something else.';
comment on column public.proactive_insights.state is 'A finding: OPEN, ACCEPTED (somebody works on it), SNOOZED, DISMISSED, or RECOVERED (the measure is back below the limit at which it leaves).';
comment on column public.proactive_insights.topic is 'A finding of a silent source: the entity that does not come (calls, sessions, ...); checks that rest on it are held back. Null = it holds nothing back.';
comment on column public.proactive_insights.staff_id is 'The coach whose book it is about, who sees it too; null = owner and admin only.';
comment on column public.proactive_insights.occurrences is 'A finding: how often it entered, counting the present or last time.';
comment on column public.proactive_insights.opened_at is 'A finding: when it last entered.';
comment on column public.proactive_insights.last_seen_at is 'A finding: the last run that measured it.';
comment on column public.proactive_insights.recovered_at is 'A finding: when it left; null = it is there.';
-- No foreign key: where an owner's table of this name is continued, it has its columns before there are accounts; and an account is never deleted.
comment on column public.proactive_insights.assigned_user_id is 'Whose it is to work on (users.id); null = nobody''s in particular.';
comment on column public.proactive_insights.snoozed_until is 'SNOOZED: the business day whose first run looks at it again.';
comment on column public.proactive_insights.silenced_priority is 'SNOOZED, DISMISSED: its priority then; a worse one opens it again.';
comment on column public.proactive_insights.measure is 'A finding: what its check last measured, in the unit its text names.';
comment on column public.proactive_insights.leave_at is 'A finding: the measure at which it leaves, as stated when it entered; below the one at which it enters.';
comment on column public.proactive_insights.address is 'The page of what it speaks of.';
drop policy if exists proactive_insights_read_by_coach on public.proactive_insights;
create policy proactive_insights_read_by_coach on public.proactive_insights for select to authenticated
  using (staff_id is not null and (select public.judges_clients()) and staff_id = (select public.own_staff_id()));

create table if not exists public.insight_events (
  id               bigint           generated always as identity,
  insight_id       uuid             not null,
  occurrence       integer          not null,
  kind             text             not null,
  made_at          timestamptz      not null,
  made_by          text             not null,
  priority         text             not null,
  measure          double precision,
  sentence         text,
  note             text,
  until            date,
  assigned_user_id uuid,
  state_before     text,
  before           jsonb,
  undoes_id        bigint,
  constraint insight_events_pkey primary key (id),
  constraint insight_events_insight_fkey foreign key (insight_id) references public.proactive_insights (id) on delete cascade,
  constraint insight_events_assigned_user_fkey foreign key (assigned_user_id) references public.users (id) on delete set null,
  constraint insight_events_undoes_fkey foreign key (undoes_id) references public.insight_events (id) on delete cascade,
  constraint insight_events_kind_is_known check (kind in (
    'OPENED', 'WORSENED', 'BACK', 'RECOVERED', 'GONE', 'ACCEPTED', 'SNOOZED', 'DISMISSED', 'ASSIGNED', 'UNDONE')),
  constraint insight_events_priority_is_known check (priority in ('critical', 'high', 'medium', 'low')),
  constraint insight_events_state_before_is_known check (state_before in ('OPEN', 'ACCEPTED', 'SNOOZED', 'DISMISSED', 'RECOVERED')),
  constraint insight_events_undone_what check ((kind = 'UNDONE') = (undoes_id is not null)),
  constraint insight_events_snooze_has_an_end check ((kind = 'SNOOZED') = (until is not null))
);
create index if not exists insight_events_insight on public.insight_events (insight_id, id desc);
create index if not exists insight_events_assigned_user on public.insight_events (assigned_user_id) where assigned_user_id is not null;
create unique index if not exists insight_events_undone_once on public.insight_events (undoes_id) where undoes_id is not null;
comment on table public.insight_events is 'What happened to each finding, by the watcher and by people. Rows are added and read, never changed: an undo is a row that names the one it undoes.';
comment on column public.insight_events.id is 'Key; counts up.';
comment on column public.insight_events.insight_id is 'Which finding.';
comment on column public.insight_events.occurrence is 'The how manieth time it had entered.';
comment on column public.insight_events.kind is 'By the watcher OPENED, WORSENED, BACK (its snooze is over and it is still so), RECOVERED, GONE (there is nothing to measure any more); by people ACCEPTED, SNOOZED, DISMISSED, ASSIGNED, UNDONE.';
comment on column public.insight_events.made_at is 'When.';
comment on column public.insight_events.made_by is 'Who, as people call them; the watcher is: program.';
comment on column public.insight_events.priority is 'The finding''s priority then.';
comment on column public.insight_events.measure is 'What was measured then; null = an act of a person.';
comment on column public.insight_events.sentence is 'What was said then; null = an act of a person.';
comment on column public.insight_events.note is 'What a person wanted to remember.';
comment on column public.insight_events.until is 'SNOOZED: until which business day.';
comment on column public.insight_events.assigned_user_id is 'ASSIGNED: to whom; null = to nobody in particular.';
comment on column public.insight_events.state_before is 'The finding''s state before it; null = it was new.';
comment on column public.insight_events.before is 'What an undo gives back: assigned_user_id, snoozed_until, silenced_priority; null = an event of the watcher.';
comment on column public.insight_events.undoes_id is 'UNDONE: which event.';

create table if not exists public.insight_messages (
  id         bigint      generated always as identity,
  insight_id uuid        not null,
  event_id   bigint      not null,
  occurrence integer     not null,
  user_id    uuid        not null,
  kind       text        not null,
  made_at    timestamptz not null,
  constraint insight_messages_pkey primary key (id),
  constraint insight_messages_once unique (event_id, user_id),
  constraint insight_messages_insight_fkey foreign key (insight_id) references public.proactive_insights (id) on delete cascade,
  constraint insight_messages_event_fkey foreign key (event_id) references public.insight_events (id) on delete cascade,
  constraint insight_messages_user_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint insight_messages_kind_is_known check (kind in ('ALARM', 'RECOVERY'))
);
create index if not exists insight_messages_insight on public.insight_messages (insight_id, occurrence, user_id);
create index if not exists insight_messages_user on public.insight_messages (user_id, made_at desc);
comment on table public.insight_messages is 'Who is told what about a finding, once: an alarm when it enters, worsens or is still there after a snooze; the recovery, to everybody who got the alarm.';
comment on column public.insight_messages.id is 'Key; counts up.';
comment on column public.insight_messages.insight_id is 'Which finding.';
comment on column public.insight_messages.event_id is 'What they are told of.';
comment on column public.insight_messages.occurrence is 'The how manieth time it had entered.';
comment on column public.insight_messages.user_id is 'Who is told.';
comment on column public.insight_messages.kind is 'ALARM or RECOVERY.';
comment on column public.insight_messages.made_at is 'When.';

create table if not exists public.insight_checks (
  kind         text        not null,
  state        text        not null,
  ran_at       timestamptz not null,
  succeeded_at timestamptz,
  sentence     text,
  subjects     integer     not null,
  found        integer     not null,
  held         integer     not null,
  constraint insight_checks_pkey primary key (kind),
  constraint insight_checks_kind_is_a_word check (kind ~ '^[a-z][a-z-]{1,59}$'),
  constraint insight_checks_state_is_known check (state in ('RAN', 'NOT_RUN', 'FAILED')),
  constraint insight_checks_say_why check ((state = 'RAN') = (sentence is null)),
  constraint insight_checks_counts_are_counts check (subjects >= 0 and found >= 0 and held >= 0)
);
comment on table public.insight_checks is 'Each check at its last run: whether it ran, could not run or failed, and what it looked at.';
comment on column public.insight_checks.kind is 'The check, as insight_type of its findings names it.';
comment on column public.insight_checks.state is 'RAN, NOT_RUN (there was nothing to judge by) or FAILED; only RAN says that there are no findings.';
comment on column public.insight_checks.ran_at is 'When it was last tried.';
comment on column public.insight_checks.succeeded_at is 'When it last ran; null = never.';
comment on column public.insight_checks.sentence is 'NOT_RUN, FAILED: why.';
comment on column public.insight_checks.subjects is 'How many subjects it measured.';
comment on column public.insight_checks.found is 'How many of them are findings, whatever their state.';
comment on column public.insight_checks.held is 'How many would be, but what they rest on does not come.';

alter table public.insight_events enable row level security;
alter table public.insight_messages enable row level security;
alter table public.insight_checks enable row level security;
drop policy if exists insight_events_read_by_service on public.insight_events;
create policy insight_events_read_by_service on public.insight_events for select to service_role using (true);
drop policy if exists insight_events_added_by_service on public.insight_events;
create policy insight_events_added_by_service on public.insight_events for insert to service_role with check (true);
drop policy if exists insight_events_read_in_scope on public.insight_events;
create policy insight_events_read_in_scope on public.insight_events for select to authenticated
  using ((select public.judges_clients()) and exists (select from public.proactive_insights i where i.id = insight_id));
drop policy if exists insight_messages_written_by_service on public.insight_messages;
create policy insight_messages_written_by_service on public.insight_messages for all to service_role using (true) with check (true);
drop policy if exists insight_messages_read_in_scope on public.insight_messages;
create policy insight_messages_read_in_scope on public.insight_messages for select to authenticated
  using ((select public.judges_clients()) and exists (select from public.proactive_insights i where i.id = insight_id));
drop policy if exists insight_checks_written_by_service on public.insight_checks;
create policy insight_checks_written_by_service on public.insight_checks for all to service_role using (true) with check (true);
drop policy if exists insight_checks_read_by_judges on public.insight_checks;
create policy insight_checks_read_by_judges on public.insight_checks for select to authenticated using ((select public.judges_clients()));
revoke all on public.insight_events, public.insight_messages, public.insight_checks from public, anon, authenticated;
grant select on public.insight_events, public.insight_messages, public.insight_checks to authenticated;
grant select, insert on public.insight_events to service_role;
grant select, insert, update, delete on public.insight_messages, public.insight_checks to service_role;

select archive.give_back_columns('public.proactive_insights', '20260131001300');
select archive.give_back_rows('public.insight_events');
select archive.give_back_rows('public.insight_messages');
select archive.give_back_rows('public.insight_checks');
