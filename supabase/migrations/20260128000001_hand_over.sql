-- An item can be handed over to a colleague: who it is for stands in the item, each handing over is an act on record that can be undone.
alter table public.intervention_log add column if not exists assigned_user_id uuid;
alter table public.intervention_events add column if not exists assigned_user_id uuid;
do $$
begin
  if not exists (select from pg_catalog.pg_constraint c where c.conname = 'intervention_log_assigned_user_fkey') then
    alter table public.intervention_log
      add constraint intervention_log_assigned_user_fkey foreign key (assigned_user_id) references public.users (id) on delete set null;
  end if;
  if not exists (select from pg_catalog.pg_constraint c where c.conname = 'intervention_events_assigned_user_fkey') then
    alter table public.intervention_events
      add constraint intervention_events_assigned_user_fkey foreign key (assigned_user_id) references public.users (id) on delete set null;
  end if;
end
$$;
create index if not exists intervention_log_assigned_user on public.intervention_log (assigned_user_id) where assigned_user_id is not null;
create index if not exists intervention_events_assigned_user on public.intervention_events (assigned_user_id) where assigned_user_id is not null;
comment on column public.intervention_log.assigned_to is 'Whom it was handed over to, by name; null = it is the client''s coach''s.';
comment on column public.intervention_log.assigned_user_id is 'The account of the person it was handed over to; null = nobody''s, or an account that is gone.';
comment on column public.intervention_events.assigned_user_id is 'HANDED_OVER: the account; null = back to the client''s coach.';

alter table public.intervention_events drop constraint if exists intervention_events_kind_is_known;
alter table public.intervention_events add constraint intervention_events_kind_is_known check (kind in (
  'OPENED', 'WORSENED', 'CLOSED', 'REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED', 'NOTE', 'HANDED_OVER'));
comment on column public.intervention_events.kind is 'OPENED, WORSENED, CLOSED by the analysis; REACHED (or written to), NO_ANSWER, ALL_GOOD, AWAY, LEFT, SNOOZED, NOTE, HANDED_OVER by staff.';
comment on column public.intervention_events.word is 'OPENED, WORSENED: the status; CLOSED: why; HANDED_OVER: to whom, null = back to the client''s coach.';

-- What an undo of this kept. What it had turned into a note is a handing over again.
select archive.give_back_columns('public.intervention_log', '20260128000001');
select archive.give_back_columns('public.intervention_events', '20260128000001');
update public.intervention_events v
set kind = 'HANDED_OVER',
    note = null
where v.kind = 'NOTE'
  and v.note = 'Handed over to ' || coalesce(v.word, 'their coach')
  and (v.word is not null or v.note = 'Handed over to their coach');
