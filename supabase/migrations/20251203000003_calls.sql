-- Calls as they arrive, the file they came with, and the compact roll-up that judging reads.

create table if not exists public.deliveries (
  id          bigint      generated always as identity,
  source      text        not null,
  name        text        not null,
  sha256      text,
  state       text        not null default 'running',
  started_at  timestamptz not null,
  finished_at timestamptz,
  read        bigint      not null default 0,
  added       bigint      not null default 0,
  unchanged   bigint      not null default 0,
  corrected   bigint      not null default 0,
  rejected    bigint      not null default 0,
  unmatched   bigint      not null default 0,
  details     jsonb       not null default '{}',
  error       text,
  constraint deliveries_pkey primary key (id),
  constraint deliveries_state_is_known check (state in ('running', 'succeeded', 'failed')),
  constraint deliveries_account_for_every_line check (state <> 'succeeded' or read = added + unchanged + corrected + rejected)
);
create index if not exists deliveries_latest on public.deliveries (source, started_at desc);
comment on table public.deliveries is 'What arrived from outside: one row per file or batch, with the account of its lines.';
comment on column public.deliveries.id is 'Key.';
comment on column public.deliveries.source is 'The source''s name.';
comment on column public.deliveries.name is 'The file''s name, without its folder.';
comment on column public.deliveries.sha256 is 'Hash of the bytes as read, hexadecimal.';
comment on column public.deliveries.state is 'running, succeeded or failed.';
comment on column public.deliveries.started_at is 'When reading began.';
comment on column public.deliveries.finished_at is 'When it was applied or given up.';
comment on column public.deliveries.read is 'Lines read.';
comment on column public.deliveries.added is 'New calls.';
comment on column public.deliveries.unchanged is 'Calls already there as they came.';
comment on column public.deliveries.corrected is 'Calls already there whose fields changed.';
comment on column public.deliveries.rejected is 'Lines that are no call; each with its number and reason in the rejects file.';
comment on column public.deliveries.unmatched is 'Calls (among added, unchanged and corrected) whose client is not known.';
comment on column public.deliveries.details is 'Reasons and unknown words, counted.';
comment on column public.deliveries.error is 'Why it failed, in a sentence.';

create table if not exists public.call_records (
  id               bigint      generated always as identity,
  client_id        uuid,
  client_email     text,
  client_phone     text,
  provider         text,
  provider_call_id text,
  row_key          uuid,
  started_at       timestamptz not null,
  logged_at        timestamptz,
  known_at         timestamptz not null generated always as (greatest(started_at, coalesce(logged_at, started_at))) stored,
  direction        text        not null default 'UNKNOWN',
  channel          text        not null default 'PHONE',
  status           text        not null default 'COMPLETED',
  outcome          text,
  duration_seconds integer,
  staff            text,
  notes            text,
  delivery_id      bigint,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  constraint call_records_pkey primary key (id),
  constraint call_records_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint call_records_direction_is_known check (direction in ('INBOUND', 'OUTBOUND', 'UNKNOWN')),
  constraint call_records_channel_is_known check (channel in ('PHONE', 'VIDEO', 'IN_PERSON', 'EMAIL', 'SMS', 'WHATSAPP', 'UNKNOWN')),
  constraint call_records_status_is_known check (status in ('COMPLETED', 'NO_ANSWER', 'VOICEMAIL', 'DECLINED', 'SCHEDULED', 'CANCELLED', 'UNKNOWN')),
  constraint call_records_outcome_is_known check (outcome in ('BOOKED', 'INTERESTED', 'NOT_INTERESTED', 'CALLBACK', 'NO_ANSWER', 'OTHER')),
  constraint call_records_duration_is_a_duration check (duration_seconds >= 0),
  constraint call_records_provider_names_its_calls check (provider_call_id is null or (provider <> '' and provider_call_id <> ''))
);
create unique index if not exists call_records_provider_once on public.call_records (provider, provider_call_id) where provider_call_id is not null;
create unique index if not exists call_records_row_once on public.call_records (row_key) where row_key is not null;
create index if not exists call_records_client on public.call_records (client_id, started_at desc);
create index if not exists call_records_known_at on public.call_records (known_at);
create index if not exists call_records_unmatched on public.call_records (client_email) where client_id is null;
create index if not exists call_records_scheduled on public.call_records (started_at) where status = 'SCHEDULED';
comment on table public.call_records is 'Calls as they came, each once; joins the two earlier shapes. The client is found by e-mail, else by phone; an unmatched call is kept.';
comment on column public.call_records.id is 'Key.';
comment on column public.call_records.client_id is 'Whose call; null = no client is known by its address.';
comment on column public.call_records.client_email is 'The normalised address it came with.';
comment on column public.call_records.client_phone is 'The number it came with, E.164.';
comment on column public.call_records.provider is 'The telephony or CRM system that named it.';
comment on column public.call_records.provider_call_id is 'The provider''s own id; with provider it identifies the call.';
comment on column public.call_records.row_key is 'Where the provider gives no id: hash of the normalised row with its ordinal among equal rows of its file.';
comment on column public.call_records.started_at is 'When the call took place.';
comment on column public.call_records.logged_at is 'When the source wrote it down; null = it does not say.';
comment on column public.call_records.known_at is 'From when an analysis may see it: the later of started_at and logged_at.';
comment on column public.call_records.direction is 'INBOUND, OUTBOUND or UNKNOWN.';
comment on column public.call_records.channel is 'PHONE, VIDEO, IN_PERSON, EMAIL, SMS, WHATSAPP, or UNKNOWN for a word never seen.';
comment on column public.call_records.status is 'COMPLETED, NO_ANSWER, VOICEMAIL, DECLINED, SCHEDULED, CANCELLED, or UNKNOWN for a word never seen.';
comment on column public.call_records.outcome is 'BOOKED, INTERESTED, NOT_INTERESTED, CALLBACK, NO_ANSWER, OTHER; null = not said.';
comment on column public.call_records.duration_seconds is 'Seconds; null = not said.';
comment on column public.call_records.staff is 'Who of the staff made or took it, as named by the source.';
comment on column public.call_records.notes is 'What someone wrote beside it.';
comment on column public.call_records.delivery_id is 'The delivery that added it. No foreign key: deliveries are pruned sooner than calls.';
comment on column public.call_records.created_at is 'When the row was made.';
comment on column public.call_records.updated_at is 'When it last changed.';

-- The roll-up: one row per client and calendar year, so that judging reads two short arrays a client, however long the history.
create table if not exists public.call_rollups (
  client_id uuid     not null,
  year      smallint not null,
  days      bigint[] not null,
  constraint call_rollups_pkey primary key (client_id, year),
  constraint call_rollups_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint call_rollups_not_empty check (cardinality(days) > 0)
) with (fillfactor = 80);
comment on table public.call_rollups is 'Per client and year of the business zone: the days with calls or attempts. Kept by triggers on call_records; `vitals calls rebuild` proves it.';
comment on column public.call_rollups.client_id is 'Whose days.';
comment on column public.call_rollups.year is 'Calendar year in the business zone.';
comment on column public.call_rollups.days is 'Sorted; each day_number << 42 | attempts << 28 | outbound << 14 | calls, where day_number counts days since 0001-01-01, calls are engaged calls, outbound those of them made by staff, attempts staff efforts that reached nobody.';

create table if not exists public.call_rollup_basis (
  only_row         boolean     not null default true,
  business_zone    text        not null,
  engaged_channels text[]      not null,
  engaged_statuses text[]      not null,
  rebuilt_at       timestamptz not null default now(),
  constraint call_rollup_basis_pkey primary key (only_row),
  constraint call_rollup_basis_is_one_row check (only_row)
);
comment on table public.call_rollup_basis is 'The zone and the counting rule that call_rollups was built with. When the settings say otherwise, judging waits for a rebuild.';
comment on column public.call_rollup_basis.only_row is 'Always true: there is one row.';
comment on column public.call_rollup_basis.business_zone is 'Zone in which days were cut.';
comment on column public.call_rollup_basis.engaged_channels is 'Channels that counted.';
comment on column public.call_rollup_basis.engaged_statuses is 'Statuses that counted.';
comment on column public.call_rollup_basis.rebuilt_at is 'When it was built or rebuilt.';

insert into public.call_rollup_basis (business_zone, engaged_channels, engaged_statuses)
select s.business_zone, s.engaged_channels, s.engaged_statuses
from public.settings s
where not exists (select from public.call_rollup_basis)
order by s.version desc
limit 1;

create or replace function public.keep_call_rollups() returns trigger
language plpgsql volatile set search_path = '' as $$
declare
  basis public.call_rollup_basis%rowtype;
  came_and_went text := case tg_op
    when 'INSERT' then 'select n.*, 1 as sign from came n'
    when 'DELETE' then 'select o.*, -1 as sign from went o'
    when 'UPDATE' then 'select n.*, 1 as sign from came n union all select o.*, -1 as sign from went o'
  end;
  touched uuid[];
begin
  if tg_op = 'TRUNCATE' then
    delete from public.call_rollups;
    return null;
  end if;
  select * into strict basis from public.call_rollup_basis;

  -- Two writers of one client's calls take turns: the second must merge into what the first has left. The ids go in as an
  -- array, and come back as those that still exist: a join here would be planned by statistics that a bulk load outruns, and
  -- then walk through all calls for each client. Calls that go because their client goes need no merging: the roll-up goes too.
  execute pg_catalog.format('select array(select distinct r.client_id from (%s) r where r.client_id is not null)', came_and_went)
  into touched;
  execute '
    select array(
      select c.id
      from public.clients c
      where c.id = any ($1)
      order by c.id
      for no key update)'
  into touched
  using touched;

  execute pg_catalog.format($merge$
    with changed as (
      select
        r.client_id,
        (r.started_at at time zone $1)::date as day,
        coalesce(sum(r.sign) filter (where r.channel = any ($2) and r.status = any ($3)), 0) as calls,
        coalesce(sum(r.sign) filter (where r.channel = any ($2) and r.status = any ($3) and r.direction = 'OUTBOUND'), 0) as outbound,
        coalesce(sum(r.sign) filter (where r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and r.direction <> 'INBOUND'), 0) as attempts
      from (%s) r
      where r.client_id = any ($4)
      group by 1, 2
    ),
    counted as materialized (
      select
        c.client_id,
        extract(year from c.day)::smallint as year,
        (c.day - date '0001-01-01')::bigint as day,
        (c.attempts * (1::bigint << 28) + c.outbound * (1::bigint << 14) + c.calls)::bigint as counts
      from changed c
      where c.calls <> 0 or c.outbound <> 0 or c.attempts <> 0
    ),
    merged as (
      select m.client_id, m.year, m.day, sum(m.counts)::bigint as counts
      from (
        select c.client_id, c.year, c.day, c.counts
        from counted c
        union all
        select u.client_id, u.year, d.packed >> 42, d.packed & ((1::bigint << 42) - 1)
        from (select distinct c.client_id, c.year from counted c) t
        join public.call_rollups u on u.client_id = t.client_id and u.year = t.year
        cross join lateral pg_catalog.unnest(u.days) as d (packed)
      ) m
      group by 1, 2, 3
    ),
    -- A year of which nothing is left has no days.
    packed as materialized (
      select
        m.client_id,
        m.year,
        pg_catalog.array_agg((m.day << 42) | m.counts order by m.day) filter (where m.counts <> 0) as days
      from merged m
      group by 1, 2
    ),
    emptied as (
      delete from public.call_rollups u
      using packed p
      where p.days is null and u.client_id = p.client_id and u.year = p.year
    )
    insert into public.call_rollups (client_id, year, days)
    select p.client_id, p.year, p.days
    from packed p
    where p.days is not null
    order by p.client_id, p.year
    on conflict (client_id, year) do update set days = excluded.days
  $merge$, came_and_went)
  using basis.business_zone, basis.engaged_channels, basis.engaged_statuses, touched;
  return null;
end
$$;
comment on function public.keep_call_rollups() is 'Statement trigger of call_records: merges what a statement added and took away into call_rollups, set-based, under a lock per client.';

drop trigger if exists call_records_rollup_insert on public.call_records;
create trigger call_records_rollup_insert after insert on public.call_records
  referencing new table as came for each statement execute function public.keep_call_rollups();
drop trigger if exists call_records_rollup_update on public.call_records;
create trigger call_records_rollup_update after update on public.call_records
  referencing old table as went new table as came for each statement execute function public.keep_call_rollups();
drop trigger if exists call_records_rollup_delete on public.call_records;
create trigger call_records_rollup_delete after delete on public.call_records
  referencing old table as went for each statement execute function public.keep_call_rollups();
drop trigger if exists call_records_rollup_truncate on public.call_records;
create trigger call_records_rollup_truncate after truncate on public.call_records
  for each statement execute function public.keep_call_rollups();
drop trigger if exists update_call_records_updated_at on public.call_records;
create trigger update_call_records_updated_at before update on public.call_records
  for each row execute function public.update_updated_at_column();

alter table public.deliveries enable row level security;
alter table public.call_records enable row level security;
alter table public.call_rollups enable row level security;
alter table public.call_rollup_basis enable row level security;

drop policy if exists deliveries_written_by_service on public.deliveries;
create policy deliveries_written_by_service on public.deliveries for all to service_role using (true) with check (true);
drop policy if exists deliveries_read_by_owner on public.deliveries;
create policy deliveries_read_by_owner on public.deliveries for select to authenticated using ((select public.sees_everybody()));
drop policy if exists call_records_written_by_service on public.call_records;
create policy call_records_written_by_service on public.call_records for all to service_role using (true) with check (true);
drop policy if exists call_records_read_in_scope on public.call_records;
create policy call_records_read_in_scope on public.call_records for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));
drop policy if exists call_rollups_written_by_service on public.call_rollups;
create policy call_rollups_written_by_service on public.call_rollups for all to service_role using (true) with check (true);
drop policy if exists call_rollups_read_in_scope on public.call_rollups;
create policy call_rollups_read_in_scope on public.call_rollups for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));
drop policy if exists call_rollup_basis_written_by_service on public.call_rollup_basis;
create policy call_rollup_basis_written_by_service on public.call_rollup_basis for all to service_role using (true) with check (true);
drop policy if exists call_rollup_basis_read_when_signed_in on public.call_rollup_basis;
create policy call_rollup_basis_read_when_signed_in on public.call_rollup_basis for select to authenticated
  using ((select public.claims()) ? 'app_role');

revoke all on public.deliveries, public.call_records, public.call_rollups, public.call_rollup_basis from public, anon, authenticated;
grant select on public.deliveries, public.call_records, public.call_rollups, public.call_rollup_basis to authenticated;
grant select, insert, update, delete on public.deliveries, public.call_records, public.call_rollups, public.call_rollup_basis to service_role;
revoke all on function public.keep_call_rollups() from public, anon;
grant execute on function public.keep_call_rollups() to service_role;

select archive.give_back_rows('public.deliveries');
select archive.give_back_rows('public.call_records');
select archive.give_back_rows('public.call_rollups');
select archive.give_back_rows('public.call_rollup_basis');
