-- Raises when 20260119000001_client_status_changes is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.client_status_changes', to_regclass('public.client_status_changes') is not null),
    ('index public.client_status_changes_client', to_regclass('public.client_status_changes_client') is not null),
    ('row security on public.client_status_changes', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.client_status_changes')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260119000001_client_status_changes is not in place; missing: %', missing;
  end if;
end
$$;
