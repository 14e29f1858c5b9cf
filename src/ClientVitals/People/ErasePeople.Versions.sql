-- Delete what was known of people at sources with one of the person's addresses that belonged to no client.
delete from public.person_versions v
where v.client_id is null
  and (v.client_email = any (@addresses::text[]) or v.client_email ~* @whole::text or (v.client_email is null and v.client_phone = any (@addresses::text[])))
