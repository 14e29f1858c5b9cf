-- What people write down of a client. A note that is taken back stays for the record, and nobody is shown it any more.

create table if not exists public.client_notes (
  id            bigint      generated always as identity,
  client_id     uuid        not null,
  note          text        not null,
  written_at    timestamptz not null,
  written_by    text        not null,
  written_by_id uuid,
  taken_back_at timestamptz,
  constraint client_notes_pkey primary key (id),
  constraint client_notes_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint client_notes_writer_fkey foreign key (written_by_id) references public.users (id) on delete set null,
  constraint client_notes_note_is_short check (length(note) between 1 and 4000)
);
create index if not exists client_notes_client on public.client_notes (client_id, written_at desc);
create index if not exists client_notes_writer on public.client_notes (written_by_id) where written_by_id is not null;
comment on table public.client_notes is 'What people write down of a client.';
comment on column public.client_notes.id is 'Key.';
comment on column public.client_notes.client_id is 'Of whom; gone with the person.';
comment on column public.client_notes.note is 'The text, 1 to 4000 letters.';
comment on column public.client_notes.written_at is 'When.';
comment on column public.client_notes.written_by is 'Who wrote it, as they were called then.';
comment on column public.client_notes.written_by_id is 'Whose account wrote it; null = a program, or the account is gone.';
comment on column public.client_notes.taken_back_at is 'When it was taken back; null = it stands.';

alter table public.client_notes enable row level security;
drop policy if exists client_notes_written_by_service on public.client_notes;
create policy client_notes_written_by_service on public.client_notes for all to service_role using (true) with check (true);
drop policy if exists client_notes_read_in_scope on public.client_notes;
create policy client_notes_read_in_scope on public.client_notes for select to authenticated
  using (taken_back_at is null and ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id)));

revoke all on public.client_notes from public, anon, authenticated;
grant select on public.client_notes to authenticated;
grant select, insert, update, delete on public.client_notes to service_role;

select archive.give_back_rows('public.client_notes');
