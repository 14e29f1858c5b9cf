-- Delete calls that carry one of the person's addresses and belong to no client.
delete from public.call_records r
where r.client_id is null
  and (r.client_email = any (@addresses::text[]) or r.client_email ~* @whole::text or (r.client_email is null and r.client_phone = any (@addresses::text[])))
