-- Raises when 20251215000001_source_silences is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.source_silences', to_regclass('public.source_silences') is not null),
    ('index public.source_silences_coach', to_regclass('public.source_silences_coach') is not null),
    ('index public.source_silences_one_open', to_regclass('public.source_silences_one_open') is not null),
    ('row security on public.source_silences', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.source_silences')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251215000001_source_silences is not in place; missing: %', missing;
  end if;
end
$$;
