-- Delete who somebody is to a source, with one of the person's addresses, that belonged to no client.
delete from public.people p
where p.client_id is null
  and (p.client_email = any (@addresses::text[]) or p.client_email ~* @whole::text or (p.client_email is null and p.client_phone = any (@addresses::text[])))
