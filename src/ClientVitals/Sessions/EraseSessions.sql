-- Delete sessions that carry one of the person's addresses and belong to no client.
delete from public.sessions s
where s.client_id is null
  and (s.client_email = any (@addresses::text[]) or s.client_email ~* @whole::text or (s.client_email is null and s.client_phone = any (@addresses::text[])))
