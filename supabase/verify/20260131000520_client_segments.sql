-- Raises when 20260131000520_client_segments is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if col_description('public.client_health_scores'::regclass, (
    select attnum from pg_attribute where attrelid = 'public.client_health_scores'::regclass and attname = 'client_segment')) not like 'By sessions attended%' then
    raise exception '20260131000520_client_segments is not in place; the comment of client_health_scores.client_segment is another';
  end if;
end
$$;
