-- Raises when 20260120000001_light_call_indexes is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if coalesce((select pg_catalog.pg_get_indexdef(to_regclass('public.call_records_known_at'))), '') not like '%(known_at) WHERE%' then
    raise exception '20260120000001_light_call_indexes is not in place; call_records_known_at holds every call';
  end if;
end
$$;
