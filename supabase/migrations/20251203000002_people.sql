-- People: staff, clients and their addresses, pauses, and the hub row that the owner's tables speak of.

create table if not exists public.staff (
  id         uuid        not null default gen_random_uuid(),
  name       text        not null,
  email      text,
  role       text        not null default 'coach',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint staff_pkey primary key (id),
  constraint staff_email_once unique (email),
  constraint staff_name_is_given check (btrim(name) <> ''),
  constraint staff_role_is_known check (role in ('owner', 'admin', 'coach', 'setter', 'closer'))
);
create unique index if not exists staff_name_once on public.staff (lower(name));
comment on table public.staff is 'Who works here: coaches, setters, owners.';
comment on column public.staff.id is 'Key.';
comment on column public.staff.name is 'The name people and imports use.';
comment on column public.staff.email is 'Normalised address, if known.';
comment on column public.staff.role is 'owner, admin, coach, setter or closer.';
comment on column public.staff.created_at is 'When the row was made.';
comment on column public.staff.updated_at is 'When it last changed.';

create table if not exists public.clients (
  id          uuid        not null default gen_random_uuid(),
  firstname   text,
  lastname    text,
  coach_id    uuid,
  started_on  date,
  ended_on    date,
  status      text        not null default 'ACTIVE',
  segment     text,
  source      text        not null default 'hand',
  merged_into uuid,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  constraint clients_pkey primary key (id),
  constraint clients_coach_fkey foreign key (coach_id) references public.staff (id) on delete set null,
  constraint clients_merged_into_fkey foreign key (merged_into) references public.clients (id) on delete set null,
  constraint clients_status_is_known check (status in ('ACTIVE', 'ARCHIVED', 'CHURNED')),
  constraint clients_end_after_start check (ended_on is null or started_on is null or ended_on >= started_on),
  constraint clients_not_merged_into_themselves check (merged_into <> id)
);
create index if not exists clients_coach on public.clients (coach_id);
create index if not exists clients_merged_into on public.clients (merged_into) where merged_into is not null;
comment on table public.clients is 'Who buys sessions. A client may have several addresses and always has one row in client_health_scores.';
comment on column public.clients.id is 'Key.';
comment on column public.clients.firstname is 'First name, if known.';
comment on column public.clients.lastname is 'Last name, if known.';
comment on column public.clients.coach_id is 'The coach whose book the client is in.';
comment on column public.clients.started_on is 'First business day as a client; null = from the first call.';
comment on column public.clients.ended_on is 'The business day from which the client is no longer one; null = still.';
comment on column public.clients.status is 'ACTIVE, ARCHIVED (not judged) or CHURNED (not judged).';
comment on column public.clients.segment is 'A grouping of the business''s own.';
comment on column public.clients.source is 'What made the client: an import''s source, hand, api.';
comment on column public.clients.merged_into is 'The client this one turned out to be.';
comment on column public.clients.created_at is 'When the row was made.';
comment on column public.clients.updated_at is 'When it last changed.';

create table if not exists public.client_emails (
  email      text        not null,
  client_id  uuid        not null,
  is_primary boolean     not null default false,
  created_at timestamptz not null default now(),
  constraint client_emails_pkey primary key (email),
  constraint client_emails_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint client_emails_normalised check (email <> '' and email = btrim(email))
);
create index if not exists client_emails_client on public.client_emails (client_id);
create unique index if not exists client_emails_one_primary on public.client_emails (client_id) where is_primary;
comment on table public.client_emails is 'E-mail addresses of clients, normalised once in the program (NFC, trimmed, invariant lower case).';
comment on column public.client_emails.email is 'The normalised address; belongs to one client.';
comment on column public.client_emails.client_id is 'Whose it is.';
comment on column public.client_emails.is_primary is 'The one the owner''s tables speak of; one per client.';
comment on column public.client_emails.created_at is 'When the row was made.';

create table if not exists public.client_phones (
  phone      text        not null,
  client_id  uuid        not null,
  is_primary boolean     not null default false,
  created_at timestamptz not null default now(),
  constraint client_phones_pkey primary key (phone),
  constraint client_phones_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint client_phones_is_e164 check (phone ~ '^\+[0-9]{4,15}$')
);
create index if not exists client_phones_client on public.client_phones (client_id);
create unique index if not exists client_phones_one_primary on public.client_phones (client_id) where is_primary;
comment on table public.client_phones is 'Phone numbers of clients in E.164.';
comment on column public.client_phones.phone is 'The number; belongs to one client.';
comment on column public.client_phones.client_id is 'Whose it is.';
comment on column public.client_phones.is_primary is 'The one shown first; one per client.';
comment on column public.client_phones.created_at is 'When the row was made.';

create table if not exists public.client_pauses (
  id         bigint      generated always as identity,
  client_id  uuid,
  starts_on  date        not null,
  ends_on    date,
  reason     text        not null default 'OTHER',
  note       text,
  entered_at timestamptz not null default now(),
  entered_by text        not null default 'hand',
  constraint client_pauses_pkey primary key (id),
  constraint client_pauses_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint client_pauses_end_after_start check (ends_on is null or ends_on > starts_on),
  constraint client_pauses_reason_is_known check (reason in ('HOLIDAY', 'ILLNESS', 'INJURY', 'TRAVEL', 'RAMADAN', 'CLOSED', 'OTHER'))
);
create index if not exists client_pauses_client on public.client_pauses (client_id, starts_on);
comment on table public.client_pauses is 'Business days on which silence means nothing: [starts_on, ends_on) of one client, or of everybody.';
comment on column public.client_pauses.id is 'Key.';
comment on column public.client_pauses.client_id is 'Whose pause; null = everybody''s.';
comment on column public.client_pauses.starts_on is 'First paused business day.';
comment on column public.client_pauses.ends_on is 'First business day after the pause; null = open.';
comment on column public.client_pauses.reason is 'HOLIDAY, ILLNESS, INJURY, TRAVEL, RAMADAN, CLOSED or OTHER.';
comment on column public.client_pauses.note is 'What someone wrote beside it.';
comment on column public.client_pauses.entered_at is 'When it became known; an analysis as of an earlier moment does not see it.';
comment on column public.client_pauses.entered_by is 'Who entered it.';

-- The hub of the owner's document. No page is full (fillfactor), so that the daily update of every row stays in place.
create table if not exists public.client_health_scores (
  id                       bigint generated always as identity,
  email                    text,
  client_id                uuid,
  firstname                text,
  lastname                 text,
  hubspot_contact_id       text,
  health_score             numeric,
  health_zone              text,
  engagement_score         numeric,
  package_health_score     numeric,
  momentum_score           numeric,
  relationship_score       numeric,
  financial_score          numeric,
  churn_risk_score         numeric,
  health_trend             text,
  intervention_priority    text,
  sessions_last_7d         integer,
  sessions_last_30d        integer,
  sessions_last_90d        integer,
  outstanding_sessions     integer,
  sessions_purchased       integer,
  days_since_last_session  integer,
  days_until_renewal       integer,
  assigned_coach           text,
  package_type             text,
  package_value_aed        numeric(12, 2),
  client_segment           text,
  calculated_at            timestamptz,
  calculated_on            date,
  calculation_version      text,
  predictive_risk_score    numeric(5, 2),
  risk_category            text,
  momentum_indicator       text,
  rate_of_change_percent   numeric(5, 2),
  early_warning_flag       boolean not null default false,
  risk_factors             jsonb,
  owner_changed_at         timestamptz,
  previous_owner           text,
  owner_change_count       integer not null default 0,
  hubspot_owner_name       text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  constraint client_health_scores_pkey primary key (id),
  constraint client_health_scores_email_once unique (email),
  constraint client_health_scores_client_once unique (client_id),
  constraint client_health_scores_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint client_health_scores_is_somebody check (client_id is not null or email is not null),
  constraint client_health_scores_zone_is_known check (health_zone in ('RED', 'YELLOW', 'GREEN', 'PURPLE')),
  constraint client_health_scores_risk_is_known check (risk_category in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW')),
  constraint client_health_scores_momentum_is_known check (momentum_indicator in ('ACCELERATING', 'STABLE', 'DECLINING'))
) with (fillfactor = 45);
create index if not exists idx_health_predictive_risk on public.client_health_scores (predictive_risk_score desc);
create index if not exists idx_health_risk_category on public.client_health_scores (risk_category);
create index if not exists idx_health_momentum on public.client_health_scores (momentum_indicator);
create index if not exists idx_health_early_warning on public.client_health_scores (early_warning_flag) where early_warning_flag;
create index if not exists idx_health_coach on public.client_health_scores (assigned_coach);
create index if not exists idx_health_zone on public.client_health_scores (health_zone);
comment on table public.client_health_scores is 'One row per client: the hub that the owner''s tables and screens read. People owns identity, CallPatterns the pattern columns, HealthScores the scores.';
comment on column public.client_health_scores.id is 'Key.';
comment on column public.client_health_scores.email is 'The client''s primary address; null for a client known by phone only.';
comment on column public.client_health_scores.client_id is 'The client; null only for rows written by hand.';
comment on column public.client_health_scores.firstname is 'First name, kept by People.';
comment on column public.client_health_scores.lastname is 'Last name, kept by People.';
comment on column public.client_health_scores.hubspot_contact_id is 'The contact in HubSpot, if linked.';
comment on column public.client_health_scores.health_score is '0 to 100; null = not scored.';
comment on column public.client_health_scores.health_zone is 'RED, YELLOW, GREEN or PURPLE; null = not scored.';
comment on column public.client_health_scores.engagement_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.package_health_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.momentum_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.relationship_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.financial_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.churn_risk_score is 'Risk of leaving, 0 to 100; null = not computed.';
comment on column public.client_health_scores.health_trend is 'Direction of the score.';
comment on column public.client_health_scores.intervention_priority is 'CRITICAL, HIGH, MEDIUM or LOW.';
comment on column public.client_health_scores.sessions_last_7d is 'Sessions in the last 7 days; null = unknown.';
comment on column public.client_health_scores.sessions_last_30d is 'Sessions in the last 30 days; null = unknown.';
comment on column public.client_health_scores.sessions_last_90d is 'Sessions in the last 90 days; null = unknown.';
comment on column public.client_health_scores.outstanding_sessions is 'Sessions left in the package; null = unknown.';
comment on column public.client_health_scores.sessions_purchased is 'Sessions bought; null = unknown.';
comment on column public.client_health_scores.days_since_last_session is 'Days since the last session; 0 = today, null = unknown.';
comment on column public.client_health_scores.days_until_renewal is 'Days until the package renews; null = unknown.';
comment on column public.client_health_scores.assigned_coach is 'The coach''s name, kept by People from clients.coach_id.';
comment on column public.client_health_scores.package_type is 'The package bought.';
comment on column public.client_health_scores.package_value_aed is 'Its price in AED.';
comment on column public.client_health_scores.client_segment is 'ACTIVE_CONSISTENT, ACTIVE_SPORADIC, INACTIVE_RECENT, INACTIVE_LONG or CHURNED, kept by People.';
comment on column public.client_health_scores.calculated_at is 'When the score was computed.';
comment on column public.client_health_scores.calculated_on is 'The business day of the score.';
comment on column public.client_health_scores.calculation_version is 'The formula''s version.';
comment on column public.client_health_scores.predictive_risk_score is 'Risk of leaving by the documented formula, 0 to 100; null = not computed.';
comment on column public.client_health_scores.risk_category is 'CRITICAL, HIGH, MEDIUM or LOW.';
comment on column public.client_health_scores.momentum_indicator is 'ACCELERATING, STABLE or DECLINING; null = not computed.';
comment on column public.client_health_scores.rate_of_change_percent is 'Change of the session rate, percent.';
comment on column public.client_health_scores.early_warning_flag is 'Whether an early warning stands.';
comment on column public.client_health_scores.risk_factors is 'The reasons behind the risk.';
comment on column public.client_health_scores.owner_changed_at is 'When the coach last changed.';
comment on column public.client_health_scores.previous_owner is 'The coach before.';
comment on column public.client_health_scores.owner_change_count is 'How often the coach changed.';
comment on column public.client_health_scores.hubspot_owner_name is 'The owner''s name in HubSpot.';
comment on column public.client_health_scores.created_at is 'When the row was made.';
comment on column public.client_health_scores.updated_at is 'When it last changed.';

drop trigger if exists update_staff_updated_at on public.staff;
create trigger update_staff_updated_at before update on public.staff
  for each row execute function public.update_updated_at_column();
drop trigger if exists update_clients_updated_at on public.clients;
create trigger update_clients_updated_at before update on public.clients
  for each row execute function public.update_updated_at_column();
drop trigger if exists update_client_health_scores_updated_at on public.client_health_scores;
create trigger update_client_health_scores_updated_at before update on public.client_health_scores
  for each row execute function public.update_updated_at_column();

alter table public.staff enable row level security;
alter table public.clients enable row level security;
alter table public.client_emails enable row level security;
alter table public.client_phones enable row level security;
alter table public.client_pauses enable row level security;
alter table public.client_health_scores enable row level security;

drop policy if exists staff_written_by_service on public.staff;
create policy staff_written_by_service on public.staff for all to service_role using (true) with check (true);
drop policy if exists staff_read_when_signed_in on public.staff;
create policy staff_read_when_signed_in on public.staff for select to authenticated using ((select public.claims()) ? 'app_role');
drop policy if exists clients_written_by_service on public.clients;
create policy clients_written_by_service on public.clients for all to service_role using (true) with check (true);
drop policy if exists clients_read_in_scope on public.clients;
create policy clients_read_in_scope on public.clients for select to authenticated
  using ((select public.sees_everybody()) or coach_id = (select public.own_staff_id()));
-- What belongs to a client is seen by whoever sees the client: the inner query is under the clients' own policy.
drop policy if exists client_emails_written_by_service on public.client_emails;
create policy client_emails_written_by_service on public.client_emails for all to service_role using (true) with check (true);
drop policy if exists client_emails_read_in_scope on public.client_emails;
create policy client_emails_read_in_scope on public.client_emails for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));
drop policy if exists client_phones_written_by_service on public.client_phones;
create policy client_phones_written_by_service on public.client_phones for all to service_role using (true) with check (true);
drop policy if exists client_phones_read_in_scope on public.client_phones;
create policy client_phones_read_in_scope on public.client_phones for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));
drop policy if exists client_pauses_written_by_service on public.client_pauses;
create policy client_pauses_written_by_service on public.client_pauses for all to service_role using (true) with check (true);
drop policy if exists client_pauses_read_in_scope on public.client_pauses;
create policy client_pauses_read_in_scope on public.client_pauses for select to authenticated
  using (
    (select public.sees_everybody())
    or (client_id is null and (select public.claims()) ? 'app_role')
    or exists (select from public.clients c where c.id = client_id));
drop policy if exists client_health_scores_written_by_service on public.client_health_scores;
create policy client_health_scores_written_by_service on public.client_health_scores for all to service_role using (true) with check (true);
drop policy if exists client_health_scores_read_in_scope on public.client_health_scores;
create policy client_health_scores_read_in_scope on public.client_health_scores for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));

revoke all on public.staff, public.clients, public.client_emails, public.client_phones, public.client_pauses,
  public.client_health_scores from public, anon, authenticated;
grant select on public.staff, public.clients, public.client_emails, public.client_phones, public.client_pauses,
  public.client_health_scores to authenticated;
grant select, insert, update, delete on public.staff, public.clients, public.client_emails, public.client_phones,
  public.client_pauses, public.client_health_scores to service_role;

select archive.give_back_rows('public.staff');
select archive.give_back_rows('public.clients');
select archive.give_back_rows('public.client_emails');
select archive.give_back_rows('public.client_phones');
select archive.give_back_rows('public.client_pauses');
select archive.give_back_rows('public.client_health_scores');
