-- Raises when 20260131000700_group_of_a_score is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (select from pg_attribute where attrelid = to_regclass('public.client_health_history') and attname = 'segment' and not attisdropped) then
    raise exception '20260131000700_group_of_a_score is not in place; missing column: public.client_health_history.segment';
  end if;
end
$$;
