-- Raises when 20251231000001_client_notes is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.client_notes', to_regclass('public.client_notes') is not null),
    ('index public.client_notes_client', to_regclass('public.client_notes_client') is not null),
    ('row security on public.client_notes', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.client_notes')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251231000001_client_notes is not in place; missing: %', missing;
  end if;
end
$$;
