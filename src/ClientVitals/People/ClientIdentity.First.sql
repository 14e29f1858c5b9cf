-- Clients who lost their first number have another one to show first, if they have any.
update public.client_phones k
set is_primary = true
where k.phone in (
  select min(o.phone)
  from public.client_phones o
  where o.client_id = any (@clients::uuid[])
  group by o.client_id
)
