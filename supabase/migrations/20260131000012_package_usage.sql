-- The sessions taken from each package as of now, so that a morning counts again only what changed (docs/decisions/0060-a-hub-row-is-written-once.md).
create table if not exists public.package_usage (
  package_id    bigint  not null,
  sessions      integer not null,
  sessions_told integer not null,
  is_unclear    boolean not null,
  constraint package_usage_pkey primary key (package_id),
  constraint package_usage_package_fkey foreign key (package_id) references public.packages (id) on delete cascade
);
comment on table public.package_usage is 'How many sessions were taken from each package when its client was last counted; follows from packages and sessions, and is counted again for clients of whom something changed (package_counts). A package from which none was taken is not in it.';
comment on column public.package_usage.package_id is 'Of which package.';
comment on column public.package_usage.sessions is 'Sessions taken by then.';
comment on column public.package_usage.sessions_told is 'Those of them that were taken when the source last told of the package.';
comment on column public.package_usage.is_unclear is 'Whether a session may be of several packages: then nobody knows how many were taken.';
alter table public.package_usage enable row level security;
drop policy if exists package_usage_written_by_service on public.package_usage;
create policy package_usage_written_by_service on public.package_usage for all to service_role using (true) with check (true);
drop policy if exists package_usage_read_in_scope on public.package_usage;
create policy package_usage_read_in_scope on public.package_usage for select to authenticated
  using ((select public.works_with_everybody()) or exists (select from public.packages p where p.id = package_id));
revoke all on public.package_usage from public, anon, authenticated;
grant select, insert, update, delete on public.package_usage to service_role;
grant select on public.package_usage to authenticated;

create table if not exists public.package_counts (
  client_id  uuid not null,
  counted_at timestamptz,
  again_at   timestamptz,
  settings   integer,
  constraint package_counts_pkey primary key (client_id),
  constraint package_counts_client_fkey foreign key (client_id) references public.clients (id) on delete cascade
) with (fillfactor = 70);
comment on table public.package_counts is 'Per client with packages: when the sessions taken from them were counted, and whether they are to be counted again. Kept by triggers on packages and sessions.';
comment on column public.package_counts.client_id is 'Whose packages.';
comment on column public.package_counts.counted_at is 'As of when; null = something changed since, or they were never counted.';
comment on column public.package_counts.again_at is 'When a session that is told of ahead of its time is taken; null = none is.';
comment on column public.package_counts.settings is 'The version of the settings by which days were cut; null = never counted.';
alter table public.package_counts enable row level security;
drop policy if exists package_counts_written_by_service on public.package_counts;
create policy package_counts_written_by_service on public.package_counts for all to service_role using (true) with check (true);
revoke all on public.package_counts from public, anon, authenticated;
grant select, insert, update, delete on public.package_counts to service_role;

create or replace function public.mark_package_counts() returns trigger
language plpgsql volatile set search_path = '' as $$
declare
  touched uuid[];
begin
  if tg_op = 'TRUNCATE' then
    update public.package_counts k set counted_at = null where k.counted_at is not null;
    return null;
  end if;
  execute pg_catalog.format('select array(select distinct r.client_id from (%s) r where r.client_id is not null)', case tg_op
    when 'INSERT' then 'select n.client_id from came n'
    when 'DELETE' then 'select o.client_id from went o'
    when 'UPDATE' then 'select n.client_id from came n union all select o.client_id from went o'
  end)
  into touched;
  -- In one order, so that two writers never wait for each other; a client who goes takes all of it along.
  insert into public.package_counts as k (client_id)
  select c.id
  from public.clients c
  where c.id = any (touched)
    and exists (select from public.packages p where p.client_id = c.id)
  order by c.id
  on conflict (client_id) do update set counted_at = null where k.counted_at is not null;
  return null;
end
$$;
comment on function public.mark_package_counts() is 'Statement trigger of packages and sessions: of the clients it touched the sessions taken from packages are counted again.';
revoke all on function public.mark_package_counts() from public, anon;
grant execute on function public.mark_package_counts() to service_role;
drop trigger if exists packages_counts_insert on public.packages;
create trigger packages_counts_insert after insert on public.packages
  referencing new table as came for each statement execute function public.mark_package_counts();
drop trigger if exists packages_counts_update on public.packages;
create trigger packages_counts_update after update on public.packages
  referencing old table as went new table as came for each statement execute function public.mark_package_counts();
drop trigger if exists packages_counts_delete on public.packages;
create trigger packages_counts_delete after delete on public.packages
  referencing old table as went for each statement execute function public.mark_package_counts();
drop trigger if exists packages_counts_truncate on public.packages;
create trigger packages_counts_truncate after truncate on public.packages
  for each statement execute function public.mark_package_counts();
drop trigger if exists sessions_counts_insert on public.sessions;
create trigger sessions_counts_insert after insert on public.sessions
  referencing new table as came for each statement execute function public.mark_package_counts();
drop trigger if exists sessions_counts_update on public.sessions;
create trigger sessions_counts_update after update on public.sessions
  referencing old table as went new table as came for each statement execute function public.mark_package_counts();
drop trigger if exists sessions_counts_delete on public.sessions;
create trigger sessions_counts_delete after delete on public.sessions
  referencing old table as went for each statement execute function public.mark_package_counts();
drop trigger if exists sessions_counts_truncate on public.sessions;
create trigger sessions_counts_truncate after truncate on public.sessions
  for each statement execute function public.mark_package_counts();
select archive.give_back_rows('public.package_usage');
select archive.give_back_rows('public.package_counts');
insert into public.package_counts (client_id)
select distinct p.client_id
from public.packages p
where p.client_id is not null
on conflict do nothing;
