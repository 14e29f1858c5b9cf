-- Raises when 20251223000001_clients_in_order is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('column clients.order_name', exists (
      select from pg_attribute a
      where a.attrelid = 'public.clients'::regclass and a.attname = 'order_name' and a.attgenerated = 's' and not a.attisdropped)),
    ('column clients.order_lastname', exists (
      select from pg_attribute a
      where a.attrelid = 'public.clients'::regclass and a.attname = 'order_lastname' and a.attgenerated = 's' and not a.attisdropped)),
    ('index public.clients_order_name', to_regclass('public.clients_order_name') is not null),
    ('index public.clients_order_lastname', to_regclass('public.clients_order_lastname') is not null),
    ('index public.client_emails_beginning', to_regclass('public.client_emails_beginning') is not null),
    ('index public.client_phones_beginning', to_regclass('public.client_phones_beginning') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251223000001_clients_in_order is not in place; missing: %', missing;
  end if;
end
$$;
