-- What is done about which cause is data: playbooks, each in versions that are never changed. Items gain further causes (a fall into a worse health zone, a
-- package that runs out, a new coach), the playbook they follow, whether they are held out for a comparison, and whether their client came back.

-- A database that was taken over may hold the owner's own tables of these names: they are set aside, whole.
do $$
begin
  if to_regclass('public.playbooks') is not null
    and not exists (select from pg_catalog.pg_attribute a where a.attrelid = to_regclass('public.playbooks') and a.attname = 'hold_out_share')
  then
    alter table public.playbooks rename to playbooks__owners;
    alter table public.playbooks__owners set schema archive;
  end if;
  if to_regclass('public.intervention_outcomes') is not null
    and (select c.relkind from pg_catalog.pg_class c where c.oid = to_regclass('public.intervention_outcomes')) = 'r'
  then
    alter table public.intervention_outcomes rename to intervention_outcomes__owners;
    alter table public.intervention_outcomes__owners set schema archive;
  end if;
end
$$;

create table if not exists public.playbooks (
  id                bigint      generated always as identity,
  key               text        not null,
  version           integer     not null,
  cause_kind        text        not null,
  on_status         text,
  days_from         integer,
  days_to           integer,
  risk_from         numeric,
  value_from        numeric,
  place             integer     not null,
  intervention_type text        not null,
  priority          text        not null,
  channel           text        not null,
  timing            text        not null,
  due_days          integer     not null,
  is_listed         boolean     not null default true,
  template          text        not null,
  cool_down_days    integer     not null default 0,
  hold_out_share    numeric     not null default 0,
  salt              text        not null default '',
  is_on             boolean     not null default true,
  made_at           timestamptz not null default now(),
  made_by           text        not null default 'migration',
  constraint playbooks_pkey primary key (id),
  constraint playbooks_once unique (key, version),
  constraint playbooks_key_is_a_name check (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  constraint playbooks_version_counts_up check (version >= 1),
  constraint playbooks_cause_is_known check (cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP', 'ZONE_CHANGE', 'PACKAGE', 'OWNER_CHANGE')),
  constraint playbooks_priority_is_known check (priority in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW')),
  constraint playbooks_condition_is_bounded check (
    days_from between -366 and 366 and days_to between -366 and 366 and risk_from between 0 and 100 and value_from between 0 and 1000000000),
  constraint playbooks_due_soon check (due_days between 0 and 60),
  constraint playbooks_cool_down_is_bounded check (cool_down_days between 0 and 366),
  constraint playbooks_texts_are_bounded check (
    length(intervention_type) between 1 and 100 and length(channel) between 1 and 100 and length(timing) between 1 and 100 and length(template) between 1 and 2000
    and length(salt) <= 100),
  constraint playbooks_hold_out_is_a_minority check (hold_out_share between 0 and 0.5),
  constraint playbooks_critical_is_never_held_out check (priority <> 'CRITICAL' or hold_out_share = 0)
);
create index if not exists playbooks_cause on public.playbooks (cause_kind, place);
comment on table public.playbooks is 'What is done about which cause, by whom, by when and with which words. Rows are versions: they are added, never changed; of each key the highest version holds if it is on.';
comment on column public.playbooks.id is 'Key of this version; items refer to it.';
comment on column public.playbooks.key is 'Which playbook.';
comment on column public.playbooks.version is 'Counts up; the highest of a key holds.';
comment on column public.playbooks.cause_kind is 'What it is about: EPISODE, RANG_IN_VAIN, OUTREACH_GAP, ZONE_CHANGE, PACKAGE or OWNER_CHANGE.';
comment on column public.playbooks.on_status is 'Only causes of this status: PATTERN_BREAK, BELOW_PATTERN, ABOVE_PATTERN; RED, YELLOW; DUE, OVERDUE, LAPSED. Null = any.';
comment on column public.playbooks.days_from is 'Only causes that are at least so many days ahead (PACKAGE: until it runs out, negative = over). Null = any.';
comment on column public.playbooks.days_to is 'Only causes that are at most so many days ahead. Null = any.';
comment on column public.playbooks.risk_from is 'Only clients whose churn_risk_score is at least this. Null = any.';
comment on column public.playbooks.value_from is 'Only clients whose package cost at least this. Null = any.';
comment on column public.playbooks.place is 'Of several that fit, the lowest place wins.';
comment on column public.playbooks.intervention_type is 'What kind of contact it is.';
comment on column public.playbooks.priority is 'CRITICAL, HIGH, MEDIUM or LOW.';
comment on column public.playbooks.channel is 'How the client is contacted: Phone call, WhatsApp.';
comment on column public.playbooks.timing is 'By when, in words: Within 24 hours.';
comment on column public.playbooks.due_days is 'By when, in days after the item was opened; 0 = the same day.';
comment on column public.playbooks.is_listed is 'Whether its items are on Today; false = a suggestion only.';
comment on column public.playbooks.template is 'The draft of a message; {first_name}, {coach} and {days} are filled in.';
comment on column public.playbooks.cool_down_days is 'For so many days after an item ended, no new one is opened for the same client and kind of cause.';
comment on column public.playbooks.hold_out_share is 'Share of clients, 0 to 0.5, who are held out by lot, so that the effect can be measured; 0 = nobody.';
comment on column public.playbooks.salt is 'What the lot is drawn with, beside the client and the version.';
comment on column public.playbooks.is_on is 'False = this version switches the playbook off.';
comment on column public.playbooks.made_at is 'When the version was made.';
comment on column public.playbooks.made_by is 'Who made it.';

create table if not exists public.intervention_assignments (
  client_id   uuid        not null,
  playbook_id bigint      not null,
  item_id     bigint      not null,
  arm         text        not null,
  share       numeric     not null,
  draw        numeric     not null,
  assigned_at timestamptz not null,
  constraint intervention_assignments_pkey primary key (client_id, playbook_id),
  constraint intervention_assignments_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint intervention_assignments_arm_is_known check (arm in ('ACT', 'HELD_OUT')),
  constraint intervention_assignments_arm_was_drawn check ((arm = 'HELD_OUT') = (draw < share)),
  constraint intervention_assignments_share_is_one check (share > 0 and share <= 0.5 and draw >= 0 and draw < 1)
);
create index if not exists intervention_assignments_item on public.intervention_assignments (item_id);
create index if not exists intervention_assignments_playbook on public.intervention_assignments (playbook_id, assigned_at);
comment on table public.intervention_assignments is 'The lot of each client in each version of a playbook that holds some out: written before the item is shown, never changed. Only the first item of a client counts in the comparison.';
comment on column public.intervention_assignments.client_id is 'Whose lot.';
comment on column public.intervention_assignments.playbook_id is 'Of which version of a playbook. No foreign key: versions are never deleted.';
comment on column public.intervention_assignments.item_id is 'The item with which it was drawn. No foreign key: both go with the client.';
comment on column public.intervention_assignments.arm is 'ACT or HELD_OUT.';
comment on column public.intervention_assignments.share is 'Share that was to be held out.';
comment on column public.intervention_assignments.draw is 'The number drawn, 0 to 1; below the share = held out.';
comment on column public.intervention_assignments.assigned_at is 'When.';

create table if not exists public.never_withheld (
  client_id uuid        not null,
  marked_at timestamptz not null,
  marked_by text        not null,
  constraint never_withheld_pkey primary key (client_id),
  constraint never_withheld_client_fkey foreign key (client_id) references public.clients (id) on delete cascade
);
comment on table public.never_withheld is 'Clients who are never held out of a comparison.';
comment on column public.never_withheld.client_id is 'Who.';
comment on column public.never_withheld.marked_at is 'Since when.';
comment on column public.never_withheld.marked_by is 'Who said so.';

create or replace function public.playbook_draw(client uuid, playbook bigint, salt text) returns numeric
language sql immutable parallel safe set search_path = '' as $$
  select (('x' || substr(md5(client::text || ':' || playbook::text || ':' || salt), 1, 8))::bit(32)::bigint) / 4294967296.0
$$;
comment on function public.playbook_draw(uuid, bigint, text) is 'The lot of a client in a version of a playbook: 0 to below 1, the same whenever it is drawn.';

create or replace function public.keep_what_was_written() returns trigger
language plpgsql set search_path = '' as $$
begin
  if to_jsonb(new) - 'client_id' is distinct from to_jsonb(old) - 'client_id' then
    raise exception 'Rows of % are never changed; add a new one.', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
comment on function public.keep_what_was_written() is 'Refuses changes of rows that must stay as they were written; a merge of clients may give them to the one who stays.';
revoke all on function public.playbook_draw(uuid, bigint, text), public.keep_what_was_written() from public, anon;
grant execute on function public.playbook_draw(uuid, bigint, text) to authenticated, service_role;
drop trigger if exists playbooks_stay on public.playbooks;
create trigger playbooks_stay before update on public.playbooks for each row execute function public.keep_what_was_written();
drop trigger if exists intervention_assignments_stay on public.intervention_assignments;
create trigger intervention_assignments_stay before update on public.intervention_assignments for each row execute function public.keep_what_was_written();

alter table public.playbooks enable row level security;
drop policy if exists playbooks_written_by_service on public.playbooks;
create policy playbooks_written_by_service on public.playbooks for all to service_role using (true) with check (true);
drop policy if exists playbooks_read_by_those_who_judge on public.playbooks;
create policy playbooks_read_by_those_who_judge on public.playbooks for select to authenticated
  using ((select public.sees_everybody()) or (select public.judges_clients()));
alter table public.intervention_assignments enable row level security;
drop policy if exists intervention_assignments_written_by_service on public.intervention_assignments;
create policy intervention_assignments_written_by_service on public.intervention_assignments for all to service_role using (true) with check (true);
drop policy if exists intervention_assignments_read_in_scope on public.intervention_assignments;
create policy intervention_assignments_read_in_scope on public.intervention_assignments for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));
alter table public.never_withheld enable row level security;
drop policy if exists never_withheld_written_by_service on public.never_withheld;
create policy never_withheld_written_by_service on public.never_withheld for all to service_role using (true) with check (true);
drop policy if exists never_withheld_read_in_scope on public.never_withheld;
create policy never_withheld_read_in_scope on public.never_withheld for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));
revoke all on public.playbooks, public.intervention_assignments, public.never_withheld from public, anon, authenticated;
grant select on public.playbooks, public.intervention_assignments, public.never_withheld to authenticated;
grant select, insert, update, delete on public.playbooks, public.intervention_assignments, public.never_withheld to service_role;

alter table public.intervention_log add column if not exists cause_on date;
alter table public.intervention_log add column if not exists playbook_id bigint;
alter table public.intervention_log add column if not exists playbook_type text;
alter table public.intervention_log add column if not exists playbook_priority text;
alter table public.intervention_log add column if not exists communication_method text;
alter table public.intervention_log add column if not exists communication_timing text;
alter table public.intervention_log add column if not exists act_by date;
alter table public.intervention_log add column if not exists arm text;
alter table public.intervention_log add column if not exists set_aside text;
alter table public.intervention_log add column if not exists expected_value numeric;
alter table public.intervention_log add column if not exists health_score_at_trigger numeric;
alter table public.intervention_log add column if not exists health_zone_at_trigger text;
alter table public.intervention_log add column if not exists churn_risk_at_trigger numeric;
alter table public.intervention_log add column if not exists exposed_until date;
alter table public.intervention_log add column if not exists returned_on date;
alter table public.intervention_log add column if not exists outcome_measured_at timestamptz;
alter table public.intervention_log drop constraint if exists intervention_log_cause_is_known;
alter table public.intervention_log add constraint intervention_log_cause_is_known check (
  cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP', 'ZONE_CHANGE', 'PACKAGE', 'OWNER_CHANGE', 'EARLIER'));
alter table public.intervention_log drop constraint if exists intervention_log_episode_has_a_number;
alter table public.intervention_log drop constraint if exists intervention_log_cause_has_a_number;
alter table public.intervention_log add constraint intervention_log_cause_has_a_number check (
  (cause_kind in ('EPISODE', 'ZONE_CHANGE', 'PACKAGE', 'OWNER_CHANGE')) = (cause_id is not null) or cause_kind = 'EARLIER');
alter table public.intervention_log drop constraint if exists intervention_log_arm_is_known;
alter table public.intervention_log add constraint intervention_log_arm_is_known check (arm in ('ACT', 'HELD_OUT'));
alter table public.intervention_log drop constraint if exists intervention_log_aside_is_known;
alter table public.intervention_log add constraint intervention_log_aside_is_known check (set_aside in ('LIMIT', 'SAME_CLIENT'));
comment on column public.intervention_log.cause_kind is 'EPISODE (of the call pattern), RANG_IN_VAIN (rang and nobody answered, without an episode), OUTREACH_GAP (not contacted by us), ZONE_CHANGE (the health score fell into a worse zone), PACKAGE (runs out or ran out), OWNER_CHANGE (a new coach), EARLIER (from the owner''s earlier table).';
comment on column public.intervention_log.cause_id is 'EPISODE, ZONE_CHANGE, PACKAGE, OWNER_CHANGE: the number of its row.';
comment on column public.intervention_log.cause_status is 'EPISODE: the worst status it reached; ZONE_CHANGE: the worst zone; PACKAGE: DUE, OVERDUE or LAPSED (two weeks over); OWNER_CHANGE: NEW_COACH.';
comment on column public.intervention_log.intervention_type is 'What kind of contact, by the call pattern alone. Computed; playbook_type says it where a playbook chose.';
comment on column public.intervention_log.priority is 'CRITICAL (rang and nobody answered), HIGH (break), MEDIUM or LOW (above usual), by the call pattern alone. Computed; playbook_priority says it where a playbook chose.';
comment on column public.intervention_log.close_reason is 'How: as the episode ended (returned, paused, new normal, gone, ended, corrected), answered, contacted, became an episode, merged; improved (the zone), renewed (the package), over.';
comment on column public.intervention_log.cause_on is 'The business day of the cause: of the move between zones, of the package''s end, of the new coach.';
comment on column public.intervention_log.playbook_id is 'The version of the playbook it follows; null = none chose it. No foreign key: versions are never deleted.';
comment on column public.intervention_log.playbook_type is 'What kind of contact, by its playbook.';
comment on column public.intervention_log.playbook_priority is 'CRITICAL, HIGH, MEDIUM or LOW, by its playbook.';
comment on column public.intervention_log.communication_method is 'How the client is to be contacted, by its playbook.';
comment on column public.intervention_log.communication_timing is 'By when, in words, by its playbook.';
comment on column public.intervention_log.act_by is 'The last day by which somebody should have acted, by its playbook.';
comment on column public.intervention_log.arm is 'ACT or HELD_OUT, as drawn; null = its playbook holds nobody out, or this client must not be.';
comment on column public.intervention_log.set_aside is 'Why it is not on Today although it is due: LIMIT (the coach''s day is full), SAME_CLIENT (another item of the client is on the list). Null = it is not set aside.';
comment on column public.intervention_log.expected_value is 'What a contact is worth as last reckoned: probability that the client stops, times what is at stake, times the measured effect where there is one. Null = not reckoned.';
comment on column public.intervention_log.health_score_at_trigger is 'The client''s health score when it was opened.';
comment on column public.intervention_log.health_zone_at_trigger is 'Their zone then.';
comment on column public.intervention_log.churn_risk_at_trigger is 'Their churn_risk_score then.';
comment on column public.intervention_log.exposed_until is 'The last of the 30 exposed days after it was opened (pauses take no time); null = they are not over.';
comment on column public.intervention_log.returned_on is 'The day on which the client was back within those days: the second active day within 14; null = they were not, or it is not known yet.';
comment on column public.intervention_log.outcome_measured_at is 'When that was looked at; null = the 30 days are not over.';

create index if not exists intervention_log_unmeasured on public.intervention_log (triggered_on) where outcome_measured_at is null;
-- The queue is read from these alone, and asks whether an item is set aside.
drop index if exists public.intervention_log_queue;
create index intervention_log_queue on public.intervention_log (place, place_since, client_id)
  include (id, due_on, triggered_on, cause_kind, outcome, actioned_at, client_ends_on, assigned_user_id, assigned_to, set_aside)
  where completed_at is null;
drop index if exists public.intervention_log_due;
create index intervention_log_due on public.intervention_log (due_on, cause_kind)
  include (id, client_id, triggered_on, outcome, actioned_at, client_ends_on, assigned_user_id, assigned_to, set_aside)
  where completed_at is null;
drop index if exists public.intervention_log_again;
create index intervention_log_again on public.intervention_log (place, place_since, client_id)
  include (id, due_on, cause_kind, actioned_at, client_ends_on, assigned_user_id, assigned_to, set_aside)
  where completed_at is null and outcome is not null;

create or replace view public.intervention_outcomes with (security_invoker = true) as
select
  i.id as item_id,
  i.client_id,
  i.cause_kind,
  i.cause_status,
  p.key as playbook,
  p.version as playbook_version,
  a.arm,
  i.triggered_at,
  i.triggered_on,
  i.exposed_until,
  case when i.outcome_measured_at is null then 'NOT_KNOWN_YET' when i.returned_on is not null then 'RETURNED' else 'NOT_RETURNED' end as outcome,
  i.returned_on,
  exists (
    select
    from public.intervention_events v
    where v.item_id = i.id
      and v.kind = 'REACHED'
      and v.undone_at is null
      and (i.exposed_until is null or v.made_on <= i.exposed_until)) as was_reached,
  i.churn_risk_at_trigger
from public.intervention_log i
left join public.playbooks p on p.id = i.playbook_id
left join public.intervention_assignments a on a.item_id = i.id
where i.cause_kind <> 'EARLIER';
comment on view public.intervention_outcomes is 'What became of the client of each item: two active days within 14, within 30 exposed days after it was opened, whatever was done (intention to treat). Not known before the 30 days are over.';

-- The names under which the owner's queries know an item. A client known by phone alone has their number in client_email.
create or replace view public.intervention_log_live with (security_invoker = true) as
select
  i.id,
  coalesce(h.email, t.phone, '') as client_email,
  coalesce(h.email, t.phone, '') as email,
  h.firstname,
  h.lastname,
  coalesce(nullif(btrim(concat_ws(' ', btrim(h.firstname), btrim(h.lastname))), ''), h.email, t.phone, '') as client_name,
  coalesce(i.playbook_type, i.intervention_type) as intervention_type,
  coalesce(i.playbook_priority, i.priority) as priority,
  case when i.cause_kind = 'EARLIER' then coalesce(i.cause_status, i.status) else i.status end as status,
  h.health_score,
  i.health_score_at_trigger,
  i.health_score_at_trigger as health_score_before,
  k.score as health_score_after,
  h.health_zone,
  i.health_zone_at_trigger,
  k.zone as health_zone_after,
  h.health_trend,
  i.churn_risk_at_trigger,
  i.trigger_reason,
  i.triggered_at,
  i.triggered_at as intervention_date,
  i.act_by as due_date,
  i.completed_at,
  i.actioned_at,
  i.follow_up_date,
  coalesce(i.assigned_to, h.assigned_coach) as assigned_to,
  h.assigned_coach,
  i.executed_by,
  'Client Vital Suite'::text as recommended_by,
  coalesce(i.playbook_type, i.intervention_type) as recommended_action,
  i.communication_method,
  i.communication_timing,
  null::text as message_tone,
  null::text as psychological_insight,
  i.trigger_reason as root_cause,
  null::text as ai_recommendation,
  null::text as ai_insight,
  null::numeric as ai_confidence,
  null::numeric as success_probability,
  i.outcome,
  n.note as notes,
  null::text as owner_notes,
  null::numeric as revenue_protected_aed,
  null::integer as sessions_recovered,
  h.hubspot_contact_id
from public.intervention_log i
join public.client_health_scores h on h.client_id = i.client_id
left join public.client_phones t on t.client_id = i.client_id and t.is_primary
left join lateral (
  select y.score, y.zone
  from public.client_health_history y
  where y.client_id = i.client_id
    and y.scored_on > i.triggered_on
    and y.scored_on <= i.triggered_on + 30
    and i.completed_at is not null
  order by y.scored_on desc
  limit 1) k on true
left join lateral (
  select string_agg(v.note, E'\n' order by v.made_at, v.id) as note
  from public.intervention_events v
  where v.item_id = i.id
    and v.note is not null
    and v.undone_at is null) n on true;
comment on view public.intervention_log_live is 'Items under the column names of the owner''s live table. What is not kept is null: nothing is invented.';
revoke all on public.intervention_outcomes, public.intervention_log_live from public, anon, authenticated;
grant select on public.intervention_outcomes, public.intervention_log_live to authenticated, service_role;

select archive.give_back_rows('public.playbooks');

insert into public.playbooks (key, version, cause_kind, on_status, days_from, days_to, place, intervention_type, priority, channel, timing, due_days, is_listed, template, cool_down_days)
select v.*
from (values
  ('rang-in-vain', 1, 'RANG_IN_VAIN', null, null::integer, null::integer, 10, 'Call Back', 'CRITICAL', 'Phone call', 'Same day', 0, true,
    'Hi {first_name}, sorry we missed your call. When is a good time to ring you back? {coach}', 0),
  ('break', 1, 'EPISODE', 'PATTERN_BREAK', null, null, 10, 'Urgent Personal Outreach', 'HIGH', 'Phone call', 'Within 24 hours', 1, true,
    'Hi {first_name}, we have not spoken for a while. How are you? When is a good time for a call? {coach}', 0),
  ('below-usual', 1, 'EPISODE', 'BELOW_PATTERN', null, null, 20, 'Wellness Check-in', 'MEDIUM', 'WhatsApp/SMS', 'Within 48 hours', 2, true,
    'Hi {first_name}, just checking in: how are you this week? Tell me if anything makes training hard. {coach}', 0),
  ('above-usual', 1, 'EPISODE', 'ABOVE_PATTERN', null, null, 30, 'Achievement Celebration', 'LOW', 'WhatsApp', 'Same day', 0, false,
    'Hi {first_name}, you have been training more than ever. Well done! {coach}', 0),
  ('not-contacted', 1, 'OUTREACH_GAP', null, null, null, 10, 'Re-engagement Campaign', 'MEDIUM', 'Email + SMS', 'Within 48 hours', 2, true,
    'Hi {first_name}, it has been too long since you heard from us. How are you, and when shall we speak? {coach}', 0),
  ('zone-red', 1, 'ZONE_CHANGE', 'RED', null, null, 10, 'Urgent Personal Outreach', 'HIGH', 'Phone call', 'Within 24 hours', 1, true,
    'Hi {first_name}, I would like to hear how you are. When is a good time for a call? {coach}', 14),
  -- A suggestion only: falls to yellow are so many that the list would never be empty.
  ('zone-yellow', 1, 'ZONE_CHANGE', 'YELLOW', null, null, 20, 'Wellness Check-in', 'MEDIUM', 'WhatsApp/SMS', 'Within 48 hours', 2, false,
    'Hi {first_name}, just checking in: how is your training going? {coach}', 14),
  ('renewal', 1, 'PACKAGE', null, -13, null, 10, 'Package Renewal', 'MEDIUM', 'In-person or call', 'Within 1 week', 7, true,
    'Hi {first_name}, your package runs out in about {days} days. Shall we talk about how you want to go on? {coach}', 30),
  ('lapsed-package', 1, 'PACKAGE', null, null, -14, 20, 'Special Offer', 'MEDIUM', 'Email', 'Within 72 hours', 3, true,
    'Hi {first_name}, your last package ran out a while ago. Would you like to hear what we have at the moment? {coach}', 30),
  ('new-coach', 1, 'OWNER_CHANGE', null, null, null, 10, 'Wellness Check-in', 'MEDIUM', 'WhatsApp/SMS', 'Within 48 hours', 2, true,
    'Hi {first_name}, I am your new coach and would like to get to know you. When is a good time for a call? {coach}', 30)
) v (key, version, cause_kind, on_status, days_from, days_to, place, intervention_type, priority, channel, timing, due_days, is_listed, template, cool_down_days)
where not exists (select from public.playbooks p where p.key = v.key)
order by v.cause_kind, v.place;

-- What an undo of this kept: first the items of causes that the earlier version does not know, with what happened to them, then the columns of all.
do $$
begin
  if to_regclass('archive.intervention_items__20260131001200') is not null then
    alter table public.intervention_log disable trigger update_intervention_log_updated_at;
    alter table public.intervention_log disable trigger intervention_log_end_of_contact;
    insert into public.intervention_log (
      id, client_id, cause_kind, cause_id, cause_status, rang_in_vain, trigger_reason, triggered_at, triggered_on, due_date, outcome, actioned_at, executed_by, follow_up_date,
      assigned_to, completed_at, close_reason, created_at, updated_at, assigned_user_id, client_ends_on, place, place_since)
    overriding system value
    select
      k.id, k.client_id, k.cause_kind, k.cause_id, k.cause_status, k.rang_in_vain, k.trigger_reason, k.triggered_at, k.triggered_on, k.due_date, k.outcome, k.actioned_at, k.executed_by, k.follow_up_date,
      k.assigned_to, k.completed_at, k.close_reason, k.created_at, k.updated_at, u.id, k.client_ends_on, k.place, k.place_since
    from archive.intervention_items__20260131001200 k
    join public.clients c on c.id = k.client_id
    left join public.users u on u.id = k.assigned_user_id
    where not exists (select from public.intervention_log i where i.id = k.id);
    insert into public.intervention_events (
      id, item_id, client_id, kind, made_at, made_on, made_by, word, reason, note, until, due_date, pause_id, end_id, new_usual_id, ended_before, undone_at, undone_by, assigned_user_id)
    overriding system value
    select
      k.id, k.item_id, k.client_id, k.kind, k.made_at, k.made_on, k.made_by, k.word, k.reason, k.note, k.until, k.due_date,
      (select p.id from public.client_pauses p where p.id = k.pause_id), (select s.id from public.client_status_changes s where s.id = k.end_id),
      (select n.id from public.call_pattern_new_usuals n where n.id = k.new_usual_id), k.ended_before, k.undone_at, k.undone_by,
      (select u.id from public.users u where u.id = k.assigned_user_id)
    from archive.intervention_item_events__20260131001200 k
    join public.intervention_log i on i.id = k.item_id
    where not exists (select from public.intervention_events v where v.id = k.id);
    alter table public.intervention_log enable trigger intervention_log_end_of_contact;
    alter table public.intervention_log enable trigger update_intervention_log_updated_at;
    perform setval(pg_get_serial_sequence('public.intervention_log', 'id'), greatest((select coalesce(max(i.id), 0) from public.intervention_log i) + 1, 1), false);
    perform setval(pg_get_serial_sequence('public.intervention_events', 'id'), greatest((select coalesce(max(v.id), 0) from public.intervention_events v) + 1, 1), false);
    drop table archive.intervention_item_events__20260131001200;
    drop table archive.intervention_items__20260131001200;
  end if;
end
$$;
select archive.give_back_columns('public.intervention_log', '20260131001200');
select archive.give_back_rows('public.intervention_assignments');
select archive.give_back_rows('public.never_withheld');
