-- Who had a client before, and since when somebody else has: said where the coach of a client changes, so that a timeline can tell it.

create table if not exists public.client_owner_changes (
  id           bigint      generated always as identity,
  client_id    uuid        not null,
  from_coach   uuid,
  to_coach     uuid,
  changed_at   timestamptz not null,
  changed_by   text        not null,
  constraint client_owner_changes_pkey primary key (id),
  constraint client_owner_changes_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint client_owner_changes_from_fkey foreign key (from_coach) references public.staff (id) on delete set null,
  constraint client_owner_changes_to_fkey foreign key (to_coach) references public.staff (id) on delete set null
);
create index if not exists client_owner_changes_client on public.client_owner_changes (client_id, changed_at);
create index if not exists client_owner_changes_from on public.client_owner_changes (from_coach) where from_coach is not null;
create index if not exists client_owner_changes_to on public.client_owner_changes (to_coach) where to_coach is not null;
comment on table public.client_owner_changes is 'Each time a client went from one coach to another.';
comment on column public.client_owner_changes.id is 'Key.';
comment on column public.client_owner_changes.client_id is 'Who went.';
comment on column public.client_owner_changes.from_coach is 'From whom; null = the client had none, or they left the staff.';
comment on column public.client_owner_changes.to_coach is 'To whom; null = to nobody, or they left the staff.';
comment on column public.client_owner_changes.changed_at is 'When.';
comment on column public.client_owner_changes.changed_by is 'Who did it.';

alter table public.client_owner_changes enable row level security;
drop policy if exists client_owner_changes_written_by_service on public.client_owner_changes;
create policy client_owner_changes_written_by_service on public.client_owner_changes for all to service_role using (true) with check (true);
drop policy if exists client_owner_changes_read_in_scope on public.client_owner_changes;
create policy client_owner_changes_read_in_scope on public.client_owner_changes for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));

revoke all on public.client_owner_changes from public, anon, authenticated;
grant select on public.client_owner_changes to authenticated;
grant select, insert, update, delete on public.client_owner_changes to service_role;

select archive.give_back_rows('public.client_owner_changes');
