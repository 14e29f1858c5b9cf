-- Raises when 20260131000900_people_at_sources is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'column ' || w.tab || '.' || w.col as what, exists (
      select from information_schema.columns c where c.table_schema = 'public' and c.table_name = w.tab and c.column_name = w.col) as is_there
    from (values ('people', 'known_from'), ('people', 'account'), ('person_versions', 'known_until'), ('payments', 'refunded_total'), ('payment_versions', 'refunded_total')) as w (tab, col)
    union all
    select 'index public.' || w.name, to_regclass('public.' || w.name) is not null
    from (values ('people_once'), ('people_client'), ('person_versions_row'), ('payments_refunded_in_all')) as w (name)
    union all
    select 'row security on public.' || w.name, coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.' || w.name)), false)
    from (values ('people'), ('person_versions')) as w (name)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131000900_people_at_sources is not in place; missing: %', missing;
  end if;
end
$$;
