-- Raises when 20260131000600_visits_count is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select
    from pg_constraint c
    where c.conrelid = 'public.source_silences'::regclass
      and c.conname = 'source_silences_scope_is_known'
      and pg_get_constraintdef(c.oid) like '%SESSIONS%') then
    raise exception '20260131000600_visits_count is not in place; source_silences.scope does not know SESSIONS';
  end if;
end
$$;
