-- The same file handed in again is kept once: it is found by the hash of its bytes, and both deliveries refer to it.
alter table public.delivery_files add column if not exists sha256 text;
create index if not exists delivery_files_digest on public.delivery_files (sha256) where sha256 is not null;
comment on column public.delivery_files.sha256 is 'On the first part of a file: hash of its bytes as they came, hexadecimal. Null = a message, a file that an erasure rewrote, or one of before this column.';
comment on column public.delivery_files.file_id is 'The delivery with which it came first. No foreign key: deliveries are kept longer.';
comment on column public.delivery_files.kept_at is 'When it came; the last time, if it came several times.';
comment on column public.deliveries.file_id is 'Which kept file it was read from: its own number, that of an earlier delivery of the same bytes, or that of the delivery it corrects. Null = none was kept.';

do $$
begin
  if to_regclass('archive.delivery_files__20260127000001') is not null then
    update public.delivery_files f
    set sha256 = k.sha256
    from archive.delivery_files__20260127000001 k
    where k.file_id = f.file_id
      and k.part = f.part
      and f.sha256 is null;
    drop table archive.delivery_files__20260127000001;
  end if;
end
$$;
