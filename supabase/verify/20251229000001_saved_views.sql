-- Raises when 20251229000001_saved_views is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.saved_views', to_regclass('public.saved_views') is not null),
    ('row security on public.saved_views', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.saved_views')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251229000001_saved_views is not in place; missing: %', missing;
  end if;
end
$$;
