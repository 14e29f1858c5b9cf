-- Sessions: what was booked, attended, missed and called off. A row says what we know now; what we knew before is kept beside it with the time
-- during which we knew it, so that a score of a past date can be computed again (docs/decisions/0049-facts-are-declared.md).

create table if not exists public.fact_confirmations (
  id          bigint      generated always as identity,
  entity      text        not null,
  delivery_id bigint      not null,
  ids         int8range   not null,
  made_at     timestamptz not null,
  constraint fact_confirmations_pkey primary key (id)
);
create index if not exists fact_confirmations_delivery on public.fact_confirmations (delivery_id);
create index if not exists fact_confirmations_ids on public.fact_confirmations using gist (ids);
create index if not exists fact_confirmations_old on public.fact_confirmations (made_at);
comment on table public.fact_confirmations is 'Which rows of a fact (sessions and others; not calls) a delivery told again as they were: the undo of an earlier delivery leaves them. Kept 90 days.';
comment on column public.fact_confirmations.id is 'Key.';
comment on column public.fact_confirmations.entity is 'Of which fact, as deliveries name it.';
comment on column public.fact_confirmations.delivery_id is 'Which delivery. No foreign key: deliveries are pruned by themselves.';
comment on column public.fact_confirmations.ids is 'Rows of the fact''s table, as a range of their ids.';
comment on column public.fact_confirmations.made_at is 'When.';
alter table public.fact_confirmations enable row level security;
drop policy if exists fact_confirmations_written_by_service on public.fact_confirmations;
create policy fact_confirmations_written_by_service on public.fact_confirmations for all to service_role using (true) with check (true);
drop policy if exists fact_confirmations_read_by_owner on public.fact_confirmations;
create policy fact_confirmations_read_by_owner on public.fact_confirmations for select to authenticated using ((select public.sees_everybody()));
revoke all on public.fact_confirmations from public, anon, authenticated;
grant select, insert, update, delete on public.fact_confirmations to service_role;
grant select on public.fact_confirmations to authenticated;

create table if not exists public.sessions (
  id           bigint      generated always as identity,
  client_id    uuid,
  client_email text,
  client_phone text,
  client_key   text,
  source       text        not null,
  external_id  text,
  record_key   text        not null,
  modified_at  timestamptz,
  starts_at    timestamptz not null,
  minutes      integer,
  booked_at    timestamptz,
  status_at    timestamptz,
  status       text        not null,
  cancelled_by text,
  staff        text,
  kind         text,
  package_key  text,
  charged      boolean,
  known_at     timestamptz not null generated always as (
    case
      when status in ('ATTENDED', 'NO_SHOW') then greatest(starts_at, coalesce(status_at, starts_at))
      else coalesce(status_at, booked_at, starts_at)
    end) stored,
  known_from   timestamptz not null,
  delivery_id  bigint,
  created_at   timestamptz not null default now(),
  constraint sessions_pkey primary key (id),
  constraint sessions_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint sessions_status_is_known check (status in ('BOOKED', 'ATTENDED', 'NO_SHOW', 'CANCELLED', 'LATE_CANCELLED', 'REBOOKED', 'UNKNOWN')),
  constraint sessions_cancelled_by_is_known check (cancelled_by in ('CLIENT', 'STAFF', 'SYSTEM')),
  constraint sessions_minutes_are_a_length check (minutes between 0 and 1440),
  constraint sessions_are_named check (source <> '' and record_key <> '' and external_id <> '')
);
create unique index if not exists sessions_once on public.sessions (
  record_key, (case when external_id is not null then source end), client_id, (case when client_id is null then coalesce(client_email, client_phone, client_key) end)) nulls not distinct;
create index if not exists sessions_client on public.sessions (client_id, starts_at desc);
create index if not exists sessions_latest on public.sessions (starts_at desc, id desc);
create index if not exists sessions_unmatched on public.sessions (client_email) where client_id is null;
create index if not exists sessions_unmatched_phone on public.sessions (client_phone) where client_id is null;
create index if not exists sessions_client_key on public.sessions (source, client_key) where client_key is not null;
create index if not exists sessions_delivery on public.sessions (delivery_id);
comment on table public.sessions is 'Sessions (visits, classes, appointments) as they came, each once, as we know them now. The client is found by e-mail, else by phone, else by what the source calls them; an unmatched session is kept.';
comment on column public.sessions.id is 'Key.';
comment on column public.sessions.client_id is 'Whose; null = no client is known by its address.';
comment on column public.sessions.client_email is 'The normalised address it came with.';
comment on column public.sessions.client_phone is 'The number it came with, E.164.';
comment on column public.sessions.client_key is 'What the source calls the client.';
comment on column public.sessions.source is 'The source''s name.';
comment on column public.sessions.external_id is 'The source''s own id of the session; null = it gives none.';
comment on column public.sessions.record_key is 'What tells it apart: the source''s id, else a hash of the client''s address and the start.';
comment on column public.sessions.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.sessions.starts_at is 'When it begins.';
comment on column public.sessions.minutes is 'How long it is; null = not said.';
comment on column public.sessions.booked_at is 'When it was booked; null = not said.';
comment on column public.sessions.status_at is 'When it became what its status says; null = not said.';
comment on column public.sessions.status is 'BOOKED, ATTENDED, NO_SHOW, CANCELLED (in time), LATE_CANCELLED, REBOOKED (moved to another session), or UNKNOWN for a word never seen and for a past session of which nothing is said.';
comment on column public.sessions.cancelled_by is 'CLIENT, STAFF or SYSTEM; null = not said.';
comment on column public.sessions.staff is 'Who of the staff gives it, as named by the source.';
comment on column public.sessions.kind is 'What it is called: class, training, assessment.';
comment on column public.sessions.package_key is 'What the source calls the package it is taken from.';
comment on column public.sessions.charged is 'Whether it was taken from the package or paid; null = not said.';
comment on column public.sessions.known_at is 'From when the source could know it: attendance not before the session, anything else when it was booked or changed. For tests of rules on history that came all at once.';
comment on column public.sessions.known_from is 'From when we have known it as it is: the moment of the delivery. As of a moment, sessions and session_versions together say what was known.';
comment on column public.sessions.delivery_id is 'The delivery whose word it is. No foreign key: deliveries are pruned sooner.';
comment on column public.sessions.created_at is 'When the row was made.';
alter table public.sessions enable row level security;
drop policy if exists sessions_written_by_service on public.sessions;
create policy sessions_written_by_service on public.sessions for all to service_role using (true) with check (true);
drop policy if exists sessions_read_in_scope on public.sessions;
create policy sessions_read_in_scope on public.sessions for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.clients c where c.id = client_id));
revoke all on public.sessions from public, anon, authenticated;
grant select, insert, update, delete on public.sessions to service_role;
grant select on public.sessions to authenticated;

create table if not exists public.session_versions (
  version_id   bigint      generated always as identity,
  id           bigint      not null,
  client_id    uuid,
  client_email text,
  client_phone text,
  client_key   text,
  source       text        not null,
  external_id  text,
  record_key   text        not null,
  modified_at  timestamptz,
  starts_at    timestamptz not null,
  minutes      integer,
  booked_at    timestamptz,
  status_at    timestamptz,
  status       text        not null,
  cancelled_by text,
  staff        text,
  kind         text,
  package_key  text,
  charged      boolean,
  known_from   timestamptz not null,
  known_until  timestamptz not null,
  delivery_id  bigint,
  constraint session_versions_pkey primary key (version_id),
  constraint session_versions_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint session_versions_end_later check (known_until >= known_from)
);
create index if not exists session_versions_session on public.session_versions (id, known_from);
create index if not exists session_versions_client on public.session_versions (client_id, known_until);
create index if not exists session_versions_delivery on public.session_versions (delivery_id);
comment on table public.session_versions is 'What we knew of sessions before: each state with the time during which we knew it. A session that was taken back has only these.';
comment on column public.session_versions.version_id is 'Key.';
comment on column public.session_versions.id is 'Of which session. No foreign key: one that was taken back is not there any more.';
do $$
declare
  said record;
begin
  for said in
    select a.attname as name, pg_catalog.col_description(a.attrelid, a.attnum) as text
    from pg_catalog.pg_attribute a
    where a.attrelid = 'public.sessions'::regclass
      and a.attnum > 0
      and not a.attisdropped
      and a.attname not in ('id', 'known_from', 'delivery_id')
      and exists (select from pg_catalog.pg_attribute v where v.attrelid = 'public.session_versions'::regclass and v.attname = a.attname)
  loop
    execute pg_catalog.format('comment on column public.session_versions.%I is %L', said.name, said.text);
  end loop;
end
$$;
comment on column public.session_versions.known_from is 'From when we knew it so.';
comment on column public.session_versions.known_until is 'Until when: from then on we knew it otherwise, or not any more.';
comment on column public.session_versions.delivery_id is 'The delivery whose word it was.';
alter table public.session_versions enable row level security;
drop policy if exists session_versions_written_by_service on public.session_versions;
create policy session_versions_written_by_service on public.session_versions for all to service_role using (true) with check (true);
drop policy if exists session_versions_read_in_scope on public.session_versions;
create policy session_versions_read_in_scope on public.session_versions for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.clients c where c.id = client_id));
revoke all on public.session_versions from public, anon, authenticated;
grant select, insert, update, delete on public.session_versions to service_role;
grant select on public.session_versions to authenticated;

-- What an undo of this kept.
select archive.give_back_rows('public.fact_confirmations');
select archive.give_back_rows('public.sessions');
select archive.give_back_rows('public.session_versions');
