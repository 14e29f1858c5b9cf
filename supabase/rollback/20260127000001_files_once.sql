-- Undo of 20260127000001_files_once. What it cannot give back: a file that came several times stays kept once; the version before takes the later
-- deliveries for readings of the first one's file, so that only one of them can be read again at a time. The hashes wait in the archive.
create table archive.delivery_files__20260127000001 as
select f.file_id, f.part, f.sha256 from public.delivery_files f where f.sha256 is not null;
drop index public.delivery_files_digest;
alter table public.delivery_files drop column sha256;
comment on column public.delivery_files.file_id is 'The delivery with which it came. No foreign key: deliveries are kept longer.';
comment on column public.delivery_files.kept_at is 'When it came.';
comment on column public.deliveries.file_id is 'Which kept file it was read from: its own number, or that of the delivery it corrects. Null = none was kept.';
