-- Packages: what a client bought, from when until when, how many sessions it holds and what it cost. What we knew before is kept beside it
-- (docs/decisions/0049-facts-are-declared.md). What is left of each is computed from the sessions (docs/decisions/0055-what-is-left-of-a-package.md).

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

create or replace function public.packages_as_of(as_of timestamptz, zone text, clients uuid[] default null)
returns table (
  id bigint, client_id uuid, source text, external_id text, kind text, bought_on date, starts_on date, expires_on date, status text, sessions_bought integer,
  sessions_used integer, sessions_left integer, source_remaining integer, left_when_told integer, price numeric, currency text)
language sql
stable
set search_path = ''
as $$
  with bought as (
    select p.id, p.client_id, p.source, p.external_id, p.kind, p.bought_on, coalesce(p.starts_on, p.bought_on) as starts_on, p.expires_on, p.status,
      p.sessions_bought, coalesce(p.source_remaining, case when p.status = 'USED_UP' then 0 end) as source_remaining,
      coalesce(p.modified_at, p.known_from) as told_at, p.price, p.currency
    from public.packages p
    where p.known_from <= packages_as_of.as_of
      and p.client_id is not null
      and (packages_as_of.clients is null or p.client_id = any (packages_as_of.clients))
    union all
    select v.id, v.client_id, v.source, v.external_id, v.kind, v.bought_on, coalesce(v.starts_on, v.bought_on), v.expires_on, v.status,
      v.sessions_bought, coalesce(v.source_remaining, case when v.status = 'USED_UP' then 0 end),
      coalesce(v.modified_at, v.known_from), v.price, v.currency
    from public.package_versions v
    where v.known_from <= packages_as_of.as_of
      and v.known_until > packages_as_of.as_of
      and v.client_id is not null
      and (packages_as_of.clients is null or v.client_id = any (packages_as_of.clients))
  ),
  -- A package that has come to an end without a last day ends when the next one begins.
  timed as (
    select b.*,
      case
        when b.status in ('ACTIVE', 'FROZEN', 'UNKNOWN') then b.expires_on
        else least(b.expires_on, lead(b.starts_on) over (partition by b.client_id order by b.starts_on, b.id) - 1)
      end as last_on
    from bought b
  ),
  -- A missed session is taken from the package only where its source says so.
  taken as (
    select s.id, s.client_id, s.source, s.package_key, s.starts_at, (s.starts_at at time zone packages_as_of.zone)::date as on_day
    from (
      select n.id, n.client_id, n.source, n.package_key, n.starts_at, n.status, n.charged
      from public.sessions n
      where n.known_from <= packages_as_of.as_of
        and (packages_as_of.clients is null or n.client_id = any (packages_as_of.clients))
      union all
      select v.id, v.client_id, v.source, v.package_key, v.starts_at, v.status, v.charged
      from public.session_versions v
      where v.known_from <= packages_as_of.as_of
        and v.known_until > packages_as_of.as_of
        and (packages_as_of.clients is null or v.client_id = any (packages_as_of.clients))
    ) s
    where s.client_id is not null
      and s.starts_at <= packages_as_of.as_of
      and s.status in ('ATTENDED', 'NO_SHOW', 'LATE_CANCELLED')
      and coalesce(s.charged, s.status = 'ATTENDED')
  ),
  named as (
    select t.id as session_id, b.id, t.starts_at <= b.told_at as is_told
    from taken t
    join bought b
      on b.client_id = t.client_id
      and b.source = t.source
      and b.external_id = t.package_key
  ),
  -- A session that names no package is of the one that runs on its day; of several nobody knows which.
  dated as (
    select t.id as session_id, b.id, t.starts_at <= b.told_at as is_told, count(*) over (partition by t.id) as packages
    from taken t
    join timed b
      on b.client_id = t.client_id
      and t.on_day >= b.starts_on
      and (b.last_on is null or t.on_day <= b.last_on)
      and (t.package_key is null or b.external_id is null or b.source <> t.source)
    where not exists (select from named n where n.session_id = t.id)
  ),
  used as (
    select
      u.id,
      count(*)::integer as sessions,
      (count(*) filter (where u.is_told))::integer as sessions_told,
      bool_or(u.packages > 1) as is_unclear
    from (
      select n.id, n.is_told, 1 as packages
      from named n
      union all
      select d.id, d.is_told, d.packages
      from dated d
    ) u
    group by u.id
  ),
  book as (
    select
      exists (select from public.sessions n where n.known_from <= packages_as_of.as_of)
      or exists (select from public.session_versions v where v.known_from <= packages_as_of.as_of and v.known_until > packages_as_of.as_of) as has_sessions
  ),
  counted as (
    select
      t.id,
      case when k.has_sessions and u.is_unclear is not true then coalesce(u.sessions, 0) end as sessions,
      case when k.has_sessions and u.is_unclear is not true then coalesce(u.sessions_told, 0) end as sessions_told
    from timed t
    cross join book k
    left join used u on u.id = t.id
  )
  select t.id, t.client_id, t.source, t.external_id, t.kind, t.bought_on, t.starts_on, t.expires_on, t.status, t.sessions_bought,
    c.sessions,
    case when c.sessions is not null and t.sessions_bought is not null then greatest(t.sessions_bought - c.sessions, 0) end,
    t.source_remaining,
    t.sessions_bought - c.sessions_told,
    t.price, t.currency
  from timed t
  join counted c on c.id = t.id
$$;
comment on function public.packages_as_of(timestamptz, text, uuid[]) is 'Each package as it was known at a moment, with the sessions taken from it by then and those left; null = unlimited, no sessions are on record, or a session may be of several packages. left_when_told is what was left when the source last told its own figure. Clients: only of these; null = of all.';
revoke all on function public.packages_as_of(timestamptz, text, uuid[]) from public, anon, authenticated;
grant execute on function public.packages_as_of(timestamptz, text, uuid[]) to authenticated, service_role;

create or replace function public.package_standings_as_of(as_of timestamptz, zone text, clients uuid[] default null)
returns table (client_id uuid, sessions_left integer, sessions_bought integer, days_until_renewal integer, kind text, price numeric, currency text)
language sql
stable
set search_path = ''
as $$
  with held as (
    select
      p.*,
      d.today,
      p.status not in ('USED_UP', 'EXPIRED') and (p.expires_on is null or p.expires_on >= d.today) as is_current
    from public.packages_as_of(package_standings_as_of.as_of, package_standings_as_of.zone, package_standings_as_of.clients) p
    cross join (select (package_standings_as_of.as_of at time zone package_standings_as_of.zone)::date as today) d
    where p.status not in ('TRANSFERRED', 'CANCELLED', 'REFUNDED')
      and p.bought_on <= d.today
  ),
  -- The package that ends last stands for the client; where none is current, the one that ended last.
  main as (
    select distinct on (h.client_id) h.*
    from held h
    order by h.client_id, h.is_current desc, coalesce(h.expires_on, 'infinity'::date) desc, h.bought_on desc, h.id desc
  ),
  summed as (
    select
      h.client_id,
      case when bool_and(coalesce(h.sessions_left, h.source_remaining) is not null and h.sessions_bought is not null) then sum(coalesce(h.sessions_left, greatest(h.source_remaining, 0))) end as sessions_left,
      case when bool_and(h.sessions_bought is not null) then sum(h.sessions_bought) end as sessions_bought
    from held h
    where h.is_current
    group by h.client_id
  )
  select
    m.client_id,
    (case when m.is_current then s.sessions_left else 0 end)::integer,
    (case when m.is_current then s.sessions_bought else m.sessions_bought end)::integer,
    case when m.status <> 'FROZEN' then m.expires_on - m.today end,
    m.kind,
    m.price,
    m.currency
  from main m
  left join summed s on s.client_id = m.client_id
$$;
comment on function public.package_standings_as_of(timestamptz, text, uuid[]) is 'Each client''s packages together, as they were known at a moment: sessions left and bought of those that run (of the last one where none runs, with none left), and days to the last day, kind and price of the one that ends last. Null = unknown, unlimited, or frozen; a client without packages is not in it.';
revoke all on function public.package_standings_as_of(timestamptz, text, uuid[]) from public, anon, authenticated;
grant execute on function public.package_standings_as_of(timestamptz, text, uuid[]) to authenticated, service_role;

-- What an undo of this kept.
select archive.give_back_rows('public.packages');
select archive.give_back_rows('public.package_versions');
