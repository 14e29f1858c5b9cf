-- Raises when 20260122000001_kept_files is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if to_regclass('public.delivery_files') is null or to_regclass('public.delivery_files_old') is null then
    raise exception '20260122000001_kept_files is not in place; delivery_files or its index is missing';
  end if;
  if not (select c.relrowsecurity from pg_catalog.pg_class c where c.oid = 'public.delivery_files'::regclass) then
    raise exception '20260122000001_kept_files is not in place; delivery_files has no row-level security';
  end if;
  if (select a.attstorage from pg_catalog.pg_attribute a where a.attrelid = 'public.delivery_files'::regclass and a.attname = 'bytes') <> 'e' then
    raise exception '20260122000001_kept_files is not in place; delivery_files.bytes is compressed twice';
  end if;
  if (
    select count(*) from pg_catalog.pg_attribute a
    where a.attrelid = 'public.deliveries'::regclass and a.attname in ('file_id', 'corrects_id') and not a.attisdropped) < 2
  then
    raise exception '20260122000001_kept_files is not in place; deliveries lacks file_id or corrects_id';
  end if;
  if not exists (
    select from pg_catalog.pg_constraint c
    where c.conrelid = 'public.delivery_changes'::regclass
      and c.conname = 'delivery_changes_kind_is_known'
      and pg_catalog.pg_get_constraintdef(c.oid) like '%UNDONE_HANDED%')
  then
    raise exception '20260122000001_kept_files is not in place; delivery_changes does not know UNDONE_HANDED';
  end if;
end
$$;
