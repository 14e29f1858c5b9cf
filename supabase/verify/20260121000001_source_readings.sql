-- Raises when 20260121000001_source_readings is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if to_regclass('public.source_readings') is null then
    raise exception '20260121000001_source_readings is not in place; source_readings is missing';
  end if;
  if not exists (
    select from pg_catalog.pg_constraint c
    where c.conrelid = 'public.source_readings'::regclass and c.conname = 'source_readings_one_for_each')
  then
    raise exception '20260121000001_source_readings is not in place; a source can have two readings of the same columns';
  end if;
  if not (select c.relrowsecurity from pg_catalog.pg_class c where c.oid = 'public.source_readings'::regclass) then
    raise exception '20260121000001_source_readings is not in place; source_readings has no row-level security';
  end if;
end
$$;
