-- Raises when 20260101000001_back_tests is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.back_tests', to_regclass('public.back_tests') is not null),
    ('index public.back_tests_running', to_regclass('public.back_tests_running') is not null),
    ('row security on public.back_tests', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.back_tests')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260101000001_back_tests is not in place; missing: %', missing;
  end if;
end
$$;
