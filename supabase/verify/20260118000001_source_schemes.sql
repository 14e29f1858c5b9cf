-- Raises when 20260118000001_source_schemes is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = 'public.sources'::regclass and a.attname = 'scheme' and a.attnotnull and not a.attisdropped)
  then
    raise exception '20260118000001_source_schemes is not in place; sources has no column scheme';
  end if;
  if not exists (
    select from pg_catalog.pg_constraint c
    where c.conrelid = 'public.sources'::regclass and c.conname = 'sources_scheme_is_known')
  then
    raise exception '20260118000001_source_schemes is not in place; any word can be a scheme';
  end if;
end
$$;
