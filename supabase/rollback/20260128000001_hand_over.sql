-- Undo of 20260128000001_hand_over. Who an item is for goes to the archive and comes back with the next push; each handing over becomes a
-- note that says so.
update public.intervention_events v
set kind = 'NOTE',
    note = 'Handed over to ' || coalesce(v.word, 'their coach')
where v.kind = 'HANDED_OVER';
alter table public.intervention_events drop constraint intervention_events_kind_is_known;
alter table public.intervention_events add constraint intervention_events_kind_is_known check (kind in (
  'OPENED', 'WORSENED', 'CLOSED', 'REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED', 'NOTE'));
comment on column public.intervention_events.kind is 'OPENED, WORSENED, CLOSED by the analysis; REACHED (or written to), NO_ANSWER, ALL_GOOD, AWAY, LEFT, SNOOZED, NOTE by staff.';
comment on column public.intervention_events.word is 'OPENED, WORSENED: the status; CLOSED: why.';
comment on column public.intervention_log.assigned_to is 'Whose it is; null = the client''s coach''s.';
select archive.keep_columns('public.intervention_log', array['assigned_user_id'], '20260128000001');
select archive.keep_columns('public.intervention_events', array['assigned_user_id'], '20260128000001');
drop index public.intervention_log_assigned_user;
drop index public.intervention_events_assigned_user;
alter table public.intervention_log drop column assigned_user_id;
alter table public.intervention_events drop column assigned_user_id;
