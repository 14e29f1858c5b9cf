-- Raises when 20260106000001_history_is_light is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if (select pg_get_indexdef('public.call_pattern_analysis_once'::regclass)) not like '%(analysis_date, client_id, rule)%' then
    raise exception '20260106000001_history_is_light is not in place; call_pattern_analysis_once does not begin with the date';
  end if;
  if (select pg_get_indexdef('public.idx_pattern_status'::regclass)) not like '%<> ''NORMAL''%' then
    raise exception '20260106000001_history_is_light is not in place; idx_pattern_status holds rows that are NORMAL';
  end if;
end
$$;
