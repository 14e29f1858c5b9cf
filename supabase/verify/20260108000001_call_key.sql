-- Raises when 20260108000001_call_key is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = 'public.call_records'::regclass and a.attname = 'source' and not a.attisdropped)
  then
    raise exception '20260108000001_call_key is not in place; call_records has no column source';
  end if;
  if (select pg_catalog.pg_get_indexdef('public.call_records_provider_once'::regclass)) not like '%(provider, provider_call_id, client_id, source,%' then
    raise exception '20260108000001_call_key is not in place; call_records_provider_once does not keep sources and clients apart';
  end if;
  if to_regclass('public.call_records_unmatched_phone') is null then
    raise exception '20260108000001_call_key is not in place; call_records_unmatched_phone is missing';
  end if;
end
$$;
