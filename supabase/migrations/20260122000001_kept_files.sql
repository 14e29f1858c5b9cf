-- What was handed in is kept for a while as it came, so that it can be given back, and read again with the zone or the columns it should have had.
create table if not exists public.delivery_files (
  file_id   bigint      not null,
  part      integer     not null,
  form      text        not null,
  is_packed boolean     not null,
  bytes     bytea       not null,
  kept_at   timestamptz not null,
  constraint delivery_files_pkey primary key (file_id, part),
  constraint delivery_files_form_is_known check (form in ('FILE', 'MESSAGE')),
  constraint delivery_files_part_is_bounded check (part >= 1 and octet_length(bytes) between 1 and 1048576)
);
-- Compressed already: the server would try in vain.
alter table public.delivery_files alter column bytes set storage external;
create index if not exists delivery_files_old on public.delivery_files (kept_at);
comment on table public.delivery_files is 'Files and messages as they were handed in, in parts of at most a megabyte. Kept 90 days; an erasure takes the person''s lines out.';
comment on column public.delivery_files.file_id is 'The delivery with which it came. No foreign key: deliveries are kept longer.';
comment on column public.delivery_files.part is 'Its place in the file, from 1.';
comment on column public.delivery_files.form is 'FILE (as a file), MESSAGE (the body of a webhook''s message).';
comment on column public.delivery_files.is_packed is 'Compressed here: all parts in their order are one gzip file. False = the parts are the file itself, which was compressed already.';
comment on column public.delivery_files.bytes is 'The bytes.';
comment on column public.delivery_files.kept_at is 'When it came.';
alter table public.delivery_files enable row level security;
drop policy if exists delivery_files_written_by_service on public.delivery_files;
create policy delivery_files_written_by_service on public.delivery_files for all to service_role using (true) with check (true);
drop policy if exists delivery_files_read_by_owner on public.delivery_files;
create policy delivery_files_read_by_owner on public.delivery_files for select to authenticated using ((select public.app_role()) = 'owner');
revoke all on public.delivery_files from public, anon, authenticated;
grant select, insert, update, delete on public.delivery_files to service_role;
grant select on public.delivery_files to authenticated;

alter table public.deliveries add column if not exists file_id bigint;
comment on column public.deliveries.file_id is 'Which kept file it was read from: its own number, or that of the delivery it corrects. Null = none was kept.';
alter table public.deliveries add column if not exists corrects_id bigint;
comment on column public.deliveries.corrects_id is 'The delivery whose file was read again by this one, with other options. Null = it came by itself.';
create index if not exists deliveries_read_again on public.deliveries (file_id) where corrects_id is not null;

alter table public.delivery_changes drop constraint if exists delivery_changes_kind_is_known;
alter table public.delivery_changes add constraint delivery_changes_kind_is_known
  check (kind in ('CORRECTED', 'CONFIRMED', 'UNDONE_ADDED', 'UNDONE_CORRECTED', 'UNDONE_CONFIRMED', 'UNDONE_HANDED', 'UNDONE_CLIENT'));
comment on column public.delivery_changes.kind is 'CORRECTED (before: what the call said), CONFIRMED (told again as it was); of a delivery that was undone: UNDONE_ADDED (after: the call), UNDONE_CORRECTED (before and after), UNDONE_CONFIRMED, UNDONE_HANDED (went over to another delivery that tells it; of a correction before, and after: what that one had found), UNDONE_CLIENT (after: the client it made, with addresses).';

-- What an undo of this kept.
select archive.give_back_rows('public.delivery_files');
select archive.give_back_columns('public.deliveries', '20260122000001');
