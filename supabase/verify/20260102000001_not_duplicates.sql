-- Raises when 20260102000001_not_duplicates is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.not_duplicates', to_regclass('public.not_duplicates') is not null),
    ('index public.not_duplicates_other', to_regclass('public.not_duplicates_other') is not null),
    ('row security on public.not_duplicates', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.not_duplicates')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260102000001_not_duplicates is not in place; missing: %', missing;
  end if;
end
$$;
