-- Who clients are to the systems that data comes from, and refunds that a payment's line tells in all (docs/decisions/0063-people-at-sources.md).

create table if not exists public.people (
  id            bigint      generated always as identity,
  client_id     uuid,
  client_email  text,
  client_phone  text,
  client_key    text,
  source        text        not null,
  external_id   text,
  record_key    text        not null,
  modified_at   timestamptz,
  registered_at timestamptz,
  kind          text        not null,
  called        text,
  delinquent    boolean,
  account       text        not null,
  known_from    timestamptz not null,
  delivery_id   bigint,
  created_at    timestamptz not null default now(),
  constraint people_pkey primary key (id),
  constraint people_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint people_kind_is_known check (kind in ('CUSTOMER', 'LEAD', 'CONTACT', 'UNKNOWN')),
  constraint people_account_is_known check (account in ('ACTIVE', 'DELETED', 'UNKNOWN')),
  constraint people_are_named check (source <> '' and record_key <> '' and external_id <> '')
);
create unique index if not exists people_once on public.people (
  record_key, (case when external_id is not null then source end), client_id, (case when client_id is null then coalesce(client_email, client_phone, client_key) end)) nulls not distinct;
create index if not exists people_client on public.people (client_id, id desc);
create index if not exists people_unmatched on public.people (client_email) where client_id is null;
create index if not exists people_unmatched_phone on public.people (client_phone) where client_id is null;
create index if not exists people_delivery on public.people (delivery_id);
comment on table public.people is 'Who somebody is to a source: what it calls them by its own id, each once, as we know them now. The client is found by e-mail, else by phone; rows of other kinds that name only the id find their client here.';
comment on column public.people.id is 'Key.';
comment on column public.people.client_id is 'Which client; null = no client is known by these addresses.';
comment on column public.people.client_email is 'The normalised address the source has of them.';
comment on column public.people.client_phone is 'The number the source has of them, E.164.';
comment on column public.people.client_key is 'What the source calls them: the same as external_id.';
comment on column public.people.source is 'The source''s name.';
comment on column public.people.external_id is 'The source''s own id; null = it gives none.';
comment on column public.people.record_key is 'What tells it apart: the source''s id, else a hash of the address and kind.';
comment on column public.people.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.people.registered_at is 'Since when the source knows them; null = not said.';
comment on column public.people.kind is 'CUSTOMER, LEAD (nobody''s client by that alone), CONTACT, or UNKNOWN for a word never seen.';
comment on column public.people.called is 'Their name as the source says it; null = not said.';
comment on column public.people.delinquent is 'Whether the source says that they owe it something; null = it does not say.';
comment on column public.people.account is 'ACTIVE; DELETED: the source does not keep them any more, nothing is removed here; or UNKNOWN.';
comment on column public.people.known_from is 'From when we have known it as it is: the moment of the delivery. As of a moment, people and person_versions together say what was known.';
comment on column public.people.delivery_id is 'The delivery whose word it is. No foreign key: deliveries are pruned sooner.';
comment on column public.people.created_at is 'When the row was made.';
alter table public.people enable row level security;
drop policy if exists people_written_by_service on public.people;
create policy people_written_by_service on public.people for all to service_role using (true) with check (true);
drop policy if exists people_read_in_scope on public.people;
create policy people_read_in_scope on public.people for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.clients c where c.id = client_id));
revoke all on public.people from public, anon, authenticated;
grant select, insert, update, delete on public.people to service_role;
grant select on public.people to authenticated;

create table if not exists public.person_versions (
  version_id    bigint      generated always as identity,
  id            bigint      not null,
  client_id     uuid,
  client_email  text,
  client_phone  text,
  client_key    text,
  source        text        not null,
  external_id   text,
  record_key    text        not null,
  modified_at   timestamptz,
  registered_at timestamptz,
  kind          text        not null,
  called        text,
  delinquent    boolean,
  account       text        not null,
  known_from    timestamptz not null,
  known_until   timestamptz not null,
  delivery_id   bigint,
  constraint person_versions_pkey primary key (version_id),
  constraint person_versions_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint person_versions_end_later check (known_until >= known_from)
);
create index if not exists person_versions_row on public.person_versions (id, known_from);
create index if not exists person_versions_client on public.person_versions (client_id, known_until);
create index if not exists person_versions_delivery on public.person_versions (delivery_id);
comment on table public.person_versions is 'What we knew of people at sources before: each state with the time during which we knew it. One that was taken back has only these.';
comment on column public.person_versions.version_id is 'Key.';
comment on column public.person_versions.id is 'Of which row of people. No foreign key: one that was taken back is not there any more.';
do $$
declare
  said record;
begin
  for said in
    select a.attname as name, pg_catalog.col_description(a.attrelid, a.attnum) as text
    from pg_catalog.pg_attribute a
    where a.attrelid = 'public.people'::regclass
      and a.attnum > 0
      and not a.attisdropped
      and a.attname not in ('id', 'known_from', 'delivery_id')
      and exists (select from pg_catalog.pg_attribute v where v.attrelid = 'public.person_versions'::regclass and v.attname = a.attname)
  loop
    execute pg_catalog.format('comment on column public.person_versions.%I is %L', said.name, said.text);
  end loop;
end
$$;
comment on column public.person_versions.known_from is 'From when we knew it so.';
comment on column public.person_versions.known_until is 'Until when: from then on we knew it otherwise, or not any more.';
comment on column public.person_versions.delivery_id is 'The delivery whose word it was.';
alter table public.person_versions enable row level security;
drop policy if exists person_versions_written_by_service on public.person_versions;
create policy person_versions_written_by_service on public.person_versions for all to service_role using (true) with check (true);
drop policy if exists person_versions_read_in_scope on public.person_versions;
create policy person_versions_read_in_scope on public.person_versions for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.clients c where c.id = client_id));
revoke all on public.person_versions from public, anon, authenticated;
grant select, insert, update, delete on public.person_versions to service_role;
grant select on public.person_versions to authenticated;

alter table public.payments add column if not exists refunded_total numeric;
alter table public.payment_versions add column if not exists refunded_total numeric;
comment on column public.payments.refunded_total is 'Of a refund that a payment''s own line tells: what was given back of the payment in all. Its amount is what no refund of its own tells, so that nothing counts twice. Null = any other row.';
comment on column public.payment_versions.refunded_total is 'Of a refund that a payment''s own line tells: what was given back of the payment in all. Its amount is what no refund of its own tells, so that nothing counts twice. Null = any other row.';
create index if not exists payments_refunded_in_all on public.payments (source, payment_key) where refunded_total is not null;

-- What an undo of this kept.
select archive.give_back_rows('public.people');
select archive.give_back_rows('public.person_versions');
select archive.give_back_columns('public.payments', '20260131000900');
do $$
begin
  if to_regclass('archive.payment_versions__20260131000900') is not null then
    update public.payment_versions v
    set refunded_total = k.refunded_total
    from archive.payment_versions__20260131000900 k
    where k.version_id = v.version_id;
    drop table archive.payment_versions__20260131000900;
  end if;
end
$$;
