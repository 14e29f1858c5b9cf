-- Raises when 20260130000300_health_scores is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'table public.' || w.name as what, to_regclass('public.' || w.name) is not null as is_there
    from (values ('health_scorecards'), ('client_health_history'), ('client_zone_changes'), ('risk_fits')) as w (name)
    union all
    select 'row security on public.' || w.name, coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.' || w.name)), false)
    from (values ('health_scorecards'), ('client_health_history'), ('client_zone_changes'), ('risk_fits')) as w (name)
    union all
    select 'the scorecard documented-v1', coalesce((
      select (xpath('/row/n/text()', query_to_xml('select count(*) as n from public.health_scorecards where name = ''documented'' and version = 1', false, true, '')))[1]::text = '1'
      where to_regclass('public.health_scorecards') is not null), false)
    union all
    select 'no index public.' || w.name, to_regclass('public.' || w.name) is null
    from (values ('idx_health_predictive_risk'), ('idx_health_risk_category'), ('idx_health_momentum'), ('idx_health_early_warning')) as w (name)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260130000300_health_scores is not in place; missing: %', missing;
  end if;
end
$$;
