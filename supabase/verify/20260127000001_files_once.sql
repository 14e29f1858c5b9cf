-- Raises when 20260127000001_files_once is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = 'public.delivery_files'::regclass and a.attname = 'sha256' and not a.attisdropped)
  then
    raise exception '20260127000001_files_once is not in place; delivery_files lacks sha256';
  end if;
  if to_regclass('public.delivery_files_digest') is null then
    raise exception '20260127000001_files_once is not in place; the index delivery_files_digest is missing';
  end if;
end
$$;
