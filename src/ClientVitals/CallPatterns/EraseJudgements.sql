-- Delete judgements that were written by hand under one of the person's addresses.
delete from public.call_pattern_analysis a
where a.client_id is null
  and (lower(btrim(a.client_email)) = any (@addresses::text[]) or a.client_email ~* @whole::text)
