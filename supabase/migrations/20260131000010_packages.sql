-- Packages: what a client bought, from when until when, how many sessions it holds and what it cost. What we knew before is kept beside it
-- (docs/decisions/0049-facts-are-declared.md). What is left of each is computed from the sessions by the next one.

create table if not exists public.packages (
  id               bigint      generated always as identity,
  client_id        uuid,
  client_email     text,
  client_phone     text,
  client_key       text,
  source           text        not null,
  external_id      text,
  record_key       text        not null,
  modified_at      timestamptz,
  bought_on        date        not null,
  starts_on        date,
  expires_on       date,
  kind             text,
  sessions_bought  integer,
  source_remaining integer,
  price            numeric,
  currency         text,
  renewed_from     text,
  frozen_on        date,
  frozen_until     date,
  status           text        not null,
  known_from       timestamptz not null,
  delivery_id      bigint,
  created_at       timestamptz not null default now(),
  constraint packages_pkey primary key (id),
  constraint packages_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint packages_status_is_known check (status in ('ACTIVE', 'FROZEN', 'USED_UP', 'EXPIRED', 'TRANSFERRED', 'CANCELLED', 'REFUNDED', 'UNKNOWN')),
  constraint packages_sessions_are_counted check (sessions_bought between 0 and 1000),
  constraint packages_remaining_is_counted check (source_remaining between -1000 and 1000),
  constraint packages_price_is_no_debt check (price >= 0),
  constraint packages_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
  constraint packages_are_named check (source <> '' and record_key <> '' and external_id <> '')
);
create unique index if not exists packages_once on public.packages (
  record_key, (case when external_id is not null then source end), client_id, (case when client_id is null then coalesce(client_email, client_phone, client_key) end)) nulls not distinct;
create index if not exists packages_client on public.packages (client_id, bought_on desc);
create index if not exists packages_latest on public.packages (bought_on desc, id desc);
create index if not exists packages_unmatched on public.packages (client_email) where client_id is null;
create index if not exists packages_unmatched_phone on public.packages (client_phone) where client_id is null;
create index if not exists packages_client_key on public.packages (source, client_key) where client_key is not null;
create index if not exists packages_delivery on public.packages (delivery_id);
comment on table public.packages is 'Packages (services, passes, memberships) as they came, each once, as we know them now. The client is found by e-mail, else by phone, else by what the source calls them; an unmatched package is kept.';
comment on column public.packages.id is 'Key.';
comment on column public.packages.client_id is 'Whose; null = no client is known by its address.';
comment on column public.packages.client_email is 'The normalised address it came with.';
comment on column public.packages.client_phone is 'The number it came with, E.164.';
comment on column public.packages.client_key is 'What the source calls the client.';
comment on column public.packages.source is 'The source''s name.';
comment on column public.packages.external_id is 'The source''s own id; null = it gives none.';
comment on column public.packages.record_key is 'What tells it apart: the source''s id, else a hash of the client''s address and what it says.';
comment on column public.packages.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.packages.bought_on is 'The business day on which it was bought.';
comment on column public.packages.starts_on is 'First day; null = the day it was bought.';
comment on column public.packages.expires_on is 'Last day; null = it does not end, or not said.';
comment on column public.packages.kind is 'What it is called.';
comment on column public.packages.sessions_bought is 'How many sessions it holds; null = unlimited, or not said.';
comment on column public.packages.source_remaining is 'How many are left by the source''s own figure when it was told; what is left by the sessions on record is computed.';
comment on column public.packages.price is 'What it cost, in its currency; null = not said.';
comment on column public.packages.currency is 'ISO 4217 code of the price; null = not said.';
comment on column public.packages.renewed_from is 'The source''s id of the package that this one renews.';
comment on column public.packages.frozen_on is 'First day of a freeze (a pause); null = not said.';
comment on column public.packages.frozen_until is 'Last day of the freeze; null = open, or not said.';
comment on column public.packages.status is 'ACTIVE, FROZEN (a pause), USED_UP, EXPIRED, TRANSFERRED (to another client), CANCELLED, REFUNDED, or UNKNOWN for a word never seen.';
comment on column public.packages.known_from is 'From when we have known it as it is: the moment of the delivery. As of a moment, packages and package_versions together say what was known.';
comment on column public.packages.delivery_id is 'The delivery whose word it is. No foreign key: deliveries are pruned sooner.';
comment on column public.packages.created_at is 'When the row was made.';
alter table public.packages enable row level security;
drop policy if exists packages_written_by_service on public.packages;
create policy packages_written_by_service on public.packages for all to service_role using (true) with check (true);
drop policy if exists packages_read_in_scope on public.packages;
create policy packages_read_in_scope on public.packages for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.clients c where c.id = client_id));
revoke all on public.packages from public, anon, authenticated;
grant select, insert, update, delete on public.packages to service_role;
grant select on public.packages to authenticated;

create table if not exists public.package_versions (
  version_id       bigint      generated always as identity,
  id               bigint      not null,
  client_id        uuid,
  client_email     text,
  client_phone     text,
  client_key       text,
  source           text        not null,
  external_id      text,
  record_key       text        not null,
  modified_at      timestamptz,
  bought_on        date        not null,
  starts_on        date,
  expires_on       date,
  kind             text,
  sessions_bought  integer,
  source_remaining integer,
  price            numeric,
  currency         text,
  renewed_from     text,
  frozen_on        date,
  frozen_until     date,
  status           text        not null,
  known_from       timestamptz not null,
  known_until      timestamptz not null,
  delivery_id      bigint,
  constraint package_versions_pkey primary key (version_id),
  constraint package_versions_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint package_versions_end_later check (known_until >= known_from)
);
create index if not exists package_versions_row on public.package_versions (id, known_from);
create index if not exists package_versions_client on public.package_versions (client_id, known_until);
create index if not exists package_versions_delivery on public.package_versions (delivery_id);
comment on table public.package_versions is 'What we knew of packages before: each state with the time during which we knew it. A package that was taken back has only these.';
comment on column public.package_versions.version_id is 'Key.';
comment on column public.package_versions.id is 'Of which package. No foreign key: one that was taken back is not there any more.';
do $$
declare
  said record;
begin
  for said in
    select a.attname as name, pg_catalog.col_description(a.attrelid, a.attnum) as text
    from pg_catalog.pg_attribute a
    where a.attrelid = 'public.packages'::regclass
      and a.attnum > 0
      and not a.attisdropped
      and a.attname not in ('id', 'known_from', 'delivery_id')
      and exists (select from pg_catalog.pg_attribute v where v.attrelid = 'public.package_versions'::regclass and v.attname = a.attname)
  loop
    execute pg_catalog.format('comment on column public.package_versions.%I is %L', said.name, said.text);
  end loop;
end
$$;
comment on column public.package_versions.known_from is 'From when we knew it so.';
comment on column public.package_versions.known_until is 'Until when: from then on we knew it otherwise, or not any more.';
comment on column public.package_versions.delivery_id is 'The delivery whose word it was.';
alter table public.package_versions enable row level security;
drop policy if exists package_versions_written_by_service on public.package_versions;
create policy package_versions_written_by_service on public.package_versions for all to service_role using (true) with check (true);
drop policy if exists package_versions_read_in_scope on public.package_versions;
create policy package_versions_read_in_scope on public.package_versions for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.clients c where c.id = client_id));
revoke all on public.package_versions from public, anon, authenticated;
grant select, insert, update, delete on public.package_versions to service_role;
grant select on public.package_versions to authenticated;

-- What an undo of this kept.
select archive.give_back_rows('public.packages');
select archive.give_back_rows('public.package_versions');
