-- What each source calls our rows: the crosswalk of every entity that has no key of its own for it. Calls keep theirs in their own row.
create table if not exists public.source_records (
  source      text        not null,
  entity      text        not null,
  external_id text        not null,
  row_id      uuid        not null,
  modified_at timestamptz,
  hash        uuid        not null,
  received_at timestamptz not null,
  deleted_at  timestamptz,
  merged_into text,
  constraint source_records_pkey primary key (source, entity, external_id),
  constraint source_records_are_named check (source <> '' and entity <> '' and external_id <> ''),
  constraint source_records_id_is_an_id check (length(external_id) <= 200)
);
create index if not exists source_records_row on public.source_records (row_id);
comment on table public.source_records is 'Which row of ours a source means by an id of its own. Written by the intake alone; a change is applied when it is not older than what is stored.';
comment on column public.source_records.source is 'The source''s name.';
comment on column public.source_records.entity is 'What the row is, as in the address of a webhook: sessions, packages.';
comment on column public.source_records.external_id is 'The source''s own id.';
comment on column public.source_records.row_id is 'The key of our row in the entity''s table.';
comment on column public.source_records.modified_at is 'When the source last changed it, as far as it says; older news is not applied.';
comment on column public.source_records.hash is 'Hash of what the source said last.';
comment on column public.source_records.received_at is 'When the source last said something new of it.';
comment on column public.source_records.deleted_at is 'When the source took it away; null = it has not.';
comment on column public.source_records.merged_into is 'The source''s id of the row that this one turned out to be; null = none.';
alter table public.source_records enable row level security;
drop policy if exists source_records_written_by_service on public.source_records;
create policy source_records_written_by_service on public.source_records for all to service_role using (true) with check (true);
drop policy if exists source_records_read_by_owner on public.source_records;
create policy source_records_read_by_owner on public.source_records for select to authenticated using ((select public.sees_everybody()));
revoke all on public.source_records from public, anon, authenticated;
grant select, insert, update, delete on public.source_records to service_role;
grant select on public.source_records to authenticated;

alter table public.deliveries add column if not exists entity text not null default 'calls';
comment on column public.deliveries.entity is 'What was delivered: calls, sessions, packages.';

select archive.give_back_rows('public.source_records');
