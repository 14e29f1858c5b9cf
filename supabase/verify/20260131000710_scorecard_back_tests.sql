-- Raises when 20260131000710_scorecard_back_tests is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'table public.scorecard_back_tests' as what, to_regclass('public.scorecard_back_tests') is not null as is_there
    union all
    select 'row security on public.scorecard_back_tests', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.scorecard_back_tests')), false)
    union all
    select 'index public.' || w.name, to_regclass('public.' || w.name) is not null
    from (values ('scorecard_back_tests_scorecard'), ('scorecard_back_tests_compared')) as w (name)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131000710_scorecard_back_tests is not in place; missing: %', missing;
  end if;
end
$$;
