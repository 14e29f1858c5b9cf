-- Raises when 20260131000012_package_usage is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'column ' || w.tab || '.' || w.col as what, exists (
      select from information_schema.columns c where c.table_schema = 'public' and c.table_name = w.tab and c.column_name = w.col) as is_there
    from (values ('package_usage', 'sessions_told'), ('package_counts', 'again_at')) as w (tab, col)
    union all
    select 'trigger ' || w.name, exists (select from pg_trigger t where t.tgname = w.name and t.tgenabled <> 'D')
    from (values ('packages_counts_insert'), ('packages_counts_update'), ('packages_counts_delete'), ('packages_counts_truncate'),
      ('sessions_counts_insert'), ('sessions_counts_update'), ('sessions_counts_delete'), ('sessions_counts_truncate')) as w (name)
    union all
    select 'row security on public.' || w.name, coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.' || w.name)), false)
    from (values ('package_usage'), ('package_counts')) as w (name)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131000012_package_usage is not in place; missing: %', missing;
  end if;
end
$$;
