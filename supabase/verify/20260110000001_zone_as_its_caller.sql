-- Raises when 20260110000001_zone_as_its_caller is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if (select p.prosecdef from pg_catalog.pg_proc p where p.oid = 'public.business_zone()'::regprocedure) then
    raise exception '20260110000001_zone_as_its_caller is not in place; business_zone() runs with its owner''s rights';
  end if;
  if (select pg_catalog.pg_get_expr(l.polqual, l.polrelid) from pg_catalog.pg_policy l where l.polrelid = 'public.settings'::regclass and l.polname = 'settings_read_for_the_zone') is distinct from 'true' then
    raise exception '20260110000001_zone_as_its_caller is not in place; a signed-in user may not read the settings, so business_zone() would say UTC';
  end if;
end
$$;
