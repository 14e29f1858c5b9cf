-- Raises when 20260130000030_light_import is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select from pg_proc p where p.oid = to_regprocedure('public.keep_call_rollups()') and 'enable_hashagg=off' = any (p.proconfig))
  then
    raise exception '20260130000030_light_import is not in place; keep_call_rollups is as before';
  end if;
end
$$;
