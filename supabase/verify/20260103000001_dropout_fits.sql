-- Raises when 20260103000001_dropout_fits is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.dropout_fits', to_regclass('public.dropout_fits') is not null),
    ('index public.dropout_fits_latest', to_regclass('public.dropout_fits_latest') is not null),
    ('row security on public.dropout_fits', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.dropout_fits')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260103000001_dropout_fits is not in place; missing: %', missing;
  end if;
end
$$;
