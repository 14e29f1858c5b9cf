-- Raises when 20251220000001_readiness is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    values
      ('function public.applied_migrations()', to_regprocedure('public.applied_migrations()') is not null),
      ('the right of service_role to ask it', coalesce(has_function_privilege('service_role', to_regprocedure('public.applied_migrations()'), 'execute'), false)),
      ('index public.delivery_rejects_old', to_regclass('public.delivery_rejects_old') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251220000001_readiness is not in place; missing: %', missing;
  end if;
end
$$;
