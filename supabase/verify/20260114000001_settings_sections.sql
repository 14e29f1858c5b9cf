-- Raises when 20260114000001_settings_sections is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select from information_schema.columns c
    where c.table_schema = 'public' and c.table_name = 'settings' and c.column_name = 'sections') then
    raise exception '20260114000001_settings_sections is not in place; missing: column settings.sections';
  end if;
end
$$;
