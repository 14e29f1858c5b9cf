-- Raises when 20260131000100_health_reads is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'function public.' || w.name as what, to_regprocedure('public.' || w.name) is not null as is_there
    from (values ('scores_of_day(date)'), ('get_zone_distribution(date)'), ('get_overall_avg(date)'), ('get_at_risk_clients(date)')) as w (name)
    union all
    select 'rights of the caller on public.' || w.name, coalesce((select not prosecdef from pg_proc where oid = to_regprocedure('public.' || w.name)), false)
    from (values ('scores_of_day(date)'), ('get_zone_distribution(date)'), ('get_overall_avg(date)'), ('get_at_risk_clients(date)')) as w (name)
    union all
    select 'view public.client_lifecycle_history with the rights of its reader', coalesce((
      select relkind = 'v' and 'security_invoker=true' = any (reloptions) from pg_class where oid = to_regclass('public.client_lifecycle_history')), false)
    union all
    select 'column public.risk_fits.' || w.name, exists (
      select from pg_attribute where attrelid = to_regclass('public.risk_fits') and attname = w.name and not attisdropped)
    from (values ('checked_on'), ('calibration')) as w (name)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131000100_health_reads is not in place; missing: %', missing;
  end if;
end
$$;
