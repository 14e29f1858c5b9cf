-- Raises when 20260131000500_health_overrides is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'table public.health_overrides' as what, to_regclass('public.health_overrides') is not null as is_there
    union all
    select 'row security on public.health_overrides', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.health_overrides')), false)
    union all
    select 'index public.' || w.name, to_regclass('public.' || w.name) is not null
    from (values ('health_overrides_client'), ('health_overrides_day')) as w (name)
    union all
    select 'rights of the caller on public.health_overrides_on(date)', coalesce((select not prosecdef from pg_proc where oid = to_regprocedure('public.health_overrides_on(date)')), false)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131000500_health_overrides is not in place; missing: %', missing;
  end if;
end
$$;
