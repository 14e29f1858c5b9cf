-- Delete rows of the hub that were written by hand under one of the person's addresses.
delete from public.client_health_scores h
where h.client_id is null
  and (lower(btrim(h.email)) = any (@addresses::text[]) or h.email ~* @whole::text)
