-- Raises when 20260111000001_drop_quartz is not in place. Run inside a transaction that is rolled back; changes nothing.
-- Supersedes 20251217000002_quartz
do $$
begin
  if exists (select from pg_catalog.pg_namespace where nspname = 'quartz') then
    raise exception '20260111000001_drop_quartz is not in place; the schema quartz is still there';
  end if;
end
$$;
