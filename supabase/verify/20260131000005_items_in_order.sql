-- Raises when 20260131000005_items_in_order is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('column intervention_log.place', exists (select from pg_attribute a where a.attrelid = to_regclass('public.intervention_log') and a.attname = 'place' and not a.attisdropped)),
    ('column intervention_log.place_since', exists (select from pg_attribute a where a.attrelid = to_regclass('public.intervention_log') and a.attname = 'place_since' and not a.attisdropped)),
    ('index public.intervention_log_queue', to_regclass('public.intervention_log_queue') is not null),
    ('index public.intervention_log_again', to_regclass('public.intervention_log_again') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131000005_items_in_order is not in place; missing: %', missing;
  end if;
end
$$;
