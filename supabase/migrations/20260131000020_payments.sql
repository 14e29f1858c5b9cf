-- Payments: what was paid, given back, refused and disputed. A refund is a row of its own and not a negative sale. What we knew before is kept
-- beside it (docs/decisions/0049-facts-are-declared.md).

create table if not exists public.payments (
  id           bigint      generated always as identity,
  client_id    uuid,
  client_email text,
  client_phone text,
  client_key   text,
  source       text        not null,
  external_id  text,
  record_key   text        not null,
  modified_at  timestamptz,
  paid_at      timestamptz not null,
  amount       numeric     not null,
  currency     text,
  status       text        not null,
  method       text,
  payment_key  text,
  package_key  text,
  reference    text,
  known_from   timestamptz not null,
  delivery_id  bigint,
  created_at   timestamptz not null default now(),
  constraint payments_pkey primary key (id),
  constraint payments_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint payments_status_is_known check (status in ('PAID', 'PENDING', 'FAILED', 'REFUNDED', 'DISPUTED', 'CANCELLED', 'UNKNOWN')),
  constraint payments_amount_has_no_sign check (amount >= 0),
  constraint payments_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
  constraint payments_are_named check (source <> '' and record_key <> '' and external_id <> '')
);
create unique index if not exists payments_once on public.payments (
  record_key, (case when external_id is not null then source end), client_id, (case when client_id is null then coalesce(client_email, client_phone, client_key) end)) nulls not distinct;
create index if not exists payments_client on public.payments (client_id, paid_at desc);
create index if not exists payments_latest on public.payments (paid_at desc, id desc);
create index if not exists payments_unmatched on public.payments (client_email) where client_id is null;
create index if not exists payments_unmatched_phone on public.payments (client_phone) where client_id is null;
create index if not exists payments_client_key on public.payments (source, client_key) where client_key is not null;
create index if not exists payments_payment on public.payments (source, payment_key) where payment_key is not null;
create index if not exists payments_delivery on public.payments (delivery_id);
comment on table public.payments is 'Payments as they came, each once, as we know them now. The client is found by e-mail, else by phone, else by what the source calls them; an unmatched payment is kept.';
comment on column public.payments.id is 'Key.';
comment on column public.payments.client_id is 'Whose; null = no client is known by its address.';
comment on column public.payments.client_email is 'The normalised address it came with.';
comment on column public.payments.client_phone is 'The number it came with, E.164.';
comment on column public.payments.client_key is 'What the source calls the client.';
comment on column public.payments.source is 'The source''s name.';
comment on column public.payments.external_id is 'The source''s own id; null = it gives none.';
comment on column public.payments.record_key is 'What tells it apart: the source''s id, else a hash of the client''s address and what it says.';
comment on column public.payments.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.payments.paid_at is 'When it was paid, tried, given back or disputed.';
comment on column public.payments.amount is 'How much, in the currency''s own unit and never negative: the status says which way it went.';
comment on column public.payments.currency is 'ISO 4217 code; null = not said.';
comment on column public.payments.status is 'PAID, PENDING, FAILED, REFUNDED (a row of its own: money given back), DISPUTED, CANCELLED, or UNKNOWN for a word never seen.';
comment on column public.payments.method is 'How it was paid, as the source says it.';
comment on column public.payments.payment_key is 'What the source calls the payment that this one gives back or disputes.';
comment on column public.payments.package_key is 'What the source calls the package paid for.';
comment on column public.payments.reference is 'What is written beside it: an invoice, a note.';
comment on column public.payments.known_from is 'From when we have known it as it is: the moment of the delivery. As of a moment, payments and payment_versions together say what was known.';
comment on column public.payments.delivery_id is 'The delivery whose word it is. No foreign key: deliveries are pruned sooner.';
comment on column public.payments.created_at is 'When the row was made.';
alter table public.payments enable row level security;
drop policy if exists payments_written_by_service on public.payments;
create policy payments_written_by_service on public.payments for all to service_role using (true) with check (true);
drop policy if exists payments_read_in_scope on public.payments;
create policy payments_read_in_scope on public.payments for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.clients c where c.id = client_id));
revoke all on public.payments from public, anon, authenticated;
grant select, insert, update, delete on public.payments to service_role;
grant select on public.payments to authenticated;

create table if not exists public.payment_versions (
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
  paid_at      timestamptz not null,
  amount       numeric     not null,
  currency     text,
  status       text        not null,
  method       text,
  payment_key  text,
  package_key  text,
  reference    text,
  known_from   timestamptz not null,
  known_until  timestamptz not null,
  delivery_id  bigint,
  constraint payment_versions_pkey primary key (version_id),
  constraint payment_versions_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint payment_versions_end_later check (known_until >= known_from)
);
create index if not exists payment_versions_row on public.payment_versions (id, known_from);
create index if not exists payment_versions_client on public.payment_versions (client_id, known_until);
create index if not exists payment_versions_delivery on public.payment_versions (delivery_id);
comment on table public.payment_versions is 'What we knew of payments before: each state with the time during which we knew it. A payment that was taken back has only these.';
comment on column public.payment_versions.version_id is 'Key.';
comment on column public.payment_versions.id is 'Of which payment. No foreign key: one that was taken back is not there any more.';
do $$
declare
  said record;
begin
  for said in
    select a.attname as name, pg_catalog.col_description(a.attrelid, a.attnum) as text
    from pg_catalog.pg_attribute a
    where a.attrelid = 'public.payments'::regclass
      and a.attnum > 0
      and not a.attisdropped
      and a.attname not in ('id', 'known_from', 'delivery_id')
      and exists (select from pg_catalog.pg_attribute v where v.attrelid = 'public.payment_versions'::regclass and v.attname = a.attname)
  loop
    execute pg_catalog.format('comment on column public.payment_versions.%I is %L', said.name, said.text);
  end loop;
end
$$;
comment on column public.payment_versions.known_from is 'From when we knew it so.';
comment on column public.payment_versions.known_until is 'Until when: from then on we knew it otherwise, or not any more.';
comment on column public.payment_versions.delivery_id is 'The delivery whose word it was.';
alter table public.payment_versions enable row level security;
drop policy if exists payment_versions_written_by_service on public.payment_versions;
create policy payment_versions_written_by_service on public.payment_versions for all to service_role using (true) with check (true);
drop policy if exists payment_versions_read_in_scope on public.payment_versions;
create policy payment_versions_read_in_scope on public.payment_versions for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.clients c where c.id = client_id));
revoke all on public.payment_versions from public, anon, authenticated;
grant select, insert, update, delete on public.payment_versions to service_role;
grant select on public.payment_versions to authenticated;

-- Stripe signs its messages by a scheme of its own.
alter table public.sources drop constraint if exists sources_scheme_is_known;
alter table public.sources add constraint sources_scheme_is_known check (scheme in ('standard', 'twilio', 'aircall', 'hubspot', 'calendly', 'stripe'));
comment on column public.sources.scheme is 'How its messages are signed: standard (Standard Webhooks), twilio, aircall, hubspot, calendly or stripe.';

-- What an undo of this kept.
select archive.give_back_rows('public.payments');
select archive.give_back_rows('public.payment_versions');
