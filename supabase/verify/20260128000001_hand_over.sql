-- Raises when 20260128000001_hand_over is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if (
    select count(*) from pg_catalog.pg_attribute a
    where a.attrelid in ('public.intervention_log'::regclass, 'public.intervention_events'::regclass) and a.attname = 'assigned_user_id' and not a.attisdropped) < 2
  then
    raise exception '20260128000001_hand_over is not in place; assigned_user_id is missing';
  end if;
  if to_regclass('public.intervention_log_assigned_user') is null or to_regclass('public.intervention_events_assigned_user') is null then
    raise exception '20260128000001_hand_over is not in place; an index is missing';
  end if;
  if not exists (
    select from pg_catalog.pg_constraint c
    where c.conrelid = 'public.intervention_events'::regclass
      and c.conname = 'intervention_events_kind_is_known'
      and pg_catalog.pg_get_constraintdef(c.oid) like '%HANDED_OVER%')
  then
    raise exception '20260128000001_hand_over is not in place; intervention_events does not know HANDED_OVER';
  end if;
end
$$;
