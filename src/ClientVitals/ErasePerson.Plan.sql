-- How much would go with these clients and addresses?
select
  (select count(*) from public.call_records r
    where r.client_id = any (@clients::uuid[])
      or (r.client_id is null and (r.client_email = any (@addresses::text[]) or r.client_email ~* @whole::text or (r.client_email is null and r.client_phone = any (@addresses::text[]))))) as calls,
  (select count(*) from public.call_pattern_analysis a
    where a.client_id = any (@clients::uuid[]) or (a.client_id is null and (lower(btrim(a.client_email)) = any (@addresses::text[]) or a.client_email ~* @whole::text)))
  + (select count(*) from public.call_pattern_episodes e where e.client_id = any (@clients::uuid[])) as judgements,
  (select count(*) from public.client_pauses p where p.client_id = any (@clients::uuid[])) as pauses
