-- Raises when 20260131000800_package_that_stands is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select
    from pg_catalog.pg_proc p
    where p.oid = to_regprocedure('public.package_standings_as_of(timestamptz, text, uuid[], boolean)')
      and 'package_id' = any (p.proargnames)
  ) then
    raise exception '20260131000800_package_that_stands is not in place; missing: package_id of function public.package_standings_as_of';
  end if;
end
$$;
