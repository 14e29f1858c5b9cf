-- Raises when 20260104000001_search_in_order is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('index public.clients_order_lastname by name', coalesce(pg_get_indexdef(to_regclass('public.clients_order_lastname')) like '%(order_lastname, order_name, id)%', false)),
    ('index public.client_health_scores_left_alone', to_regclass('public.client_health_scores_left_alone') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260104000001_search_in_order is not in place; missing: %', missing;
  end if;
end
$$;
