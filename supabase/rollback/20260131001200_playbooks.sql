-- Undo of 20260131001200_playbooks. Playbooks, lots, marks, the new columns of items, and items of causes that the earlier version does not know, with what
-- happened to them, go to the archive and come back with the next push.
drop view if exists public.intervention_log_live;
drop view if exists public.intervention_outcomes;
select archive.keep_columns('public.intervention_log', array[
  'cause_on', 'playbook_id', 'playbook_type', 'playbook_priority', 'communication_method', 'communication_timing', 'act_by', 'arm', 'set_aside', 'expected_value',
  'health_score_at_trigger', 'health_zone_at_trigger', 'churn_risk_at_trigger', 'exposed_until', 'returned_on', 'outcome_measured_at'], '20260131001200');
do $$
begin
  if exists (select from public.intervention_log i where i.cause_kind in ('ZONE_CHANGE', 'PACKAGE', 'OWNER_CHANGE', 'EARLIER')) then
    create table archive.intervention_items__20260131001200 as
    select i.* from public.intervention_log i where i.cause_kind in ('ZONE_CHANGE', 'PACKAGE', 'OWNER_CHANGE', 'EARLIER');
    alter table archive.intervention_items__20260131001200 enable row level security;
    comment on table archive.intervention_items__20260131001200 is 'Items of later causes, kept by the rollback of 20260131001200.';
    create table archive.intervention_item_events__20260131001200 as
    select v.* from public.intervention_events v where v.item_id in (select k.id from archive.intervention_items__20260131001200 k);
    alter table archive.intervention_item_events__20260131001200 enable row level security;
    comment on table archive.intervention_item_events__20260131001200 is 'What happened to items of later causes, kept by the rollback of 20260131001200.';
    delete from public.intervention_log i where i.cause_kind in ('ZONE_CHANGE', 'PACKAGE', 'OWNER_CHANGE', 'EARLIER');
  end if;
end
$$;
drop index public.intervention_log_unmeasured;
drop index public.intervention_log_queue;
drop index public.intervention_log_due;
drop index public.intervention_log_again;
alter table public.intervention_log drop constraint intervention_log_cause_is_known;
alter table public.intervention_log drop constraint intervention_log_cause_has_a_number;
alter table public.intervention_log drop column outcome_measured_at;
alter table public.intervention_log drop column returned_on;
alter table public.intervention_log drop column exposed_until;
alter table public.intervention_log drop column churn_risk_at_trigger;
alter table public.intervention_log drop column health_zone_at_trigger;
alter table public.intervention_log drop column health_score_at_trigger;
alter table public.intervention_log drop column expected_value;
alter table public.intervention_log drop column set_aside;
alter table public.intervention_log drop column arm;
alter table public.intervention_log drop column act_by;
alter table public.intervention_log drop column communication_timing;
alter table public.intervention_log drop column communication_method;
alter table public.intervention_log drop column playbook_priority;
alter table public.intervention_log drop column playbook_type;
alter table public.intervention_log drop column playbook_id;
alter table public.intervention_log drop column cause_on;
alter table public.intervention_log add constraint intervention_log_cause_is_known check (cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP'));
alter table public.intervention_log add constraint intervention_log_episode_has_a_number check ((cause_kind = 'EPISODE') = (cause_id is not null));
create index intervention_log_queue on public.intervention_log (place, place_since, client_id)
  include (id, due_on, triggered_on, cause_kind, outcome, actioned_at, client_ends_on, assigned_user_id, assigned_to)
  where completed_at is null;
create index intervention_log_again on public.intervention_log (place, place_since, client_id)
  include (id, due_on, cause_kind, actioned_at, client_ends_on, assigned_user_id, assigned_to)
  where completed_at is null and outcome is not null;
create index intervention_log_due on public.intervention_log (due_on, cause_kind)
  include (id, client_id, triggered_on, outcome, actioned_at, client_ends_on, assigned_user_id, assigned_to)
  where completed_at is null;
comment on column public.intervention_log.cause_kind is 'EPISODE (of the call pattern), RANG_IN_VAIN (rang and nobody answered, without an episode) or OUTREACH_GAP (not contacted by us).';
comment on column public.intervention_log.cause_id is 'EPISODE: its number.';
comment on column public.intervention_log.cause_status is 'EPISODE: the worst status it reached, as last analysed.';
comment on column public.intervention_log.intervention_type is 'What kind of contact, by the cause. Computed.';
comment on column public.intervention_log.priority is 'CRITICAL (rang and nobody answered), HIGH (break), MEDIUM or LOW (above usual). Computed.';
comment on column public.intervention_log.close_reason is 'How: as the episode ended (returned, paused, new normal, gone, ended, corrected), answered, contacted, became an episode, merged.';

select archive.keep_rows('public.never_withheld');
drop table public.never_withheld;
select archive.keep_rows('public.intervention_assignments');
drop table public.intervention_assignments;
select archive.keep_rows('public.playbooks');
drop table public.playbooks;
drop function public.keep_what_was_written();
drop function public.playbook_draw(uuid, bigint, text);

-- The owner's own tables of these names come back.
do $$
begin
  if to_regclass('archive.playbooks__owners') is not null then
    alter table archive.playbooks__owners set schema public;
    alter table public.playbooks__owners rename to playbooks;
  end if;
  if to_regclass('archive.intervention_outcomes__owners') is not null then
    alter table archive.intervention_outcomes__owners set schema public;
    alter table public.intervention_outcomes__owners rename to intervention_outcomes;
  end if;
end
$$;
