-- Delete payments that carry one of the person's addresses and belong to no client.
delete from public.payments p
where p.client_id is null
  and (p.client_email = any (@addresses::text[]) or p.client_email ~* @whole::text or (p.client_email is null and p.client_phone = any (@addresses::text[])))
