-- Raises when 20260111000002_calls_in_order is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('index public.call_records_latest', to_regclass('public.call_records_latest') is not null),
    ('index public.call_records_unmatched_latest', to_regclass('public.call_records_unmatched_latest') is not null),
    ('index public.call_records_unmatched_addresses', to_regclass('public.call_records_unmatched_addresses') is not null),
    ('index public.call_records_companions', to_regclass('public.call_records_companions') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260111000002_calls_in_order is not in place; missing: %', missing;
  end if;
end
$$;
