-- Delete toys that carry one of the person's addresses and belong to no client.
delete from public.toys t
where t.client_id is null
  and lower(btrim(t.email)) = any (@addresses::text[])
