-- Raises when 20260131001210_earlier_interventions is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if col_description('public.intervention_log'::regclass, (select a.attnum from pg_attribute a where a.attrelid = 'public.intervention_log'::regclass and a.attname = 'cause_status')) not like '%EARLIER%' then
    raise exception '20260131001210_earlier_interventions is not in place; missing: what earlier items mean';
  end if;
end
$$;
