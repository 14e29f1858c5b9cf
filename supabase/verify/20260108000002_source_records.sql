-- Raises when 20260108000002_source_records is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if to_regclass('public.source_records') is null or to_regclass('public.source_records_row') is null then
    raise exception '20260108000002_source_records is not in place; source_records or its index is missing';
  end if;
  if not (select c.relrowsecurity from pg_catalog.pg_class c where c.oid = 'public.source_records'::regclass) then
    raise exception '20260108000002_source_records is not in place; source_records has no row-level security';
  end if;
  if not exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = 'public.deliveries'::regclass and a.attname = 'entity' and not a.attisdropped)
  then
    raise exception '20260108000002_source_records is not in place; deliveries has no column entity';
  end if;
end
$$;
