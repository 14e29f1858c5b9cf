-- Delete what is kept of deliveries' changes of the person's calls, and of the person.
delete from public.delivery_changes c
where (c.before ->> 'client_id')::uuid = any (@clients::uuid[])
  or (c.after ->> 'client_id')::uuid = any (@clients::uuid[])
  or c.before ->> 'client_email' = any (@addresses::text[])
  or c.before ->> 'client_phone' = any (@addresses::text[])
  or c.after ->> 'client_email' = any (@addresses::text[])
  or c.after ->> 'client_phone' = any (@addresses::text[])
  or exists (select from jsonb_array_elements(coalesce(c.after -> 'emails', '[]')) e where e ->> 'email' = any (@addresses::text[]))
  or exists (select from jsonb_array_elements(coalesce(c.after -> 'phones', '[]')) p where p ->> 'phone' = any (@addresses::text[]))
