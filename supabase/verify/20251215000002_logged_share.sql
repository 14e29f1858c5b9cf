-- Raises when 20251215000002_logged_share is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'logged_share') then
    raise exception '20251215000002_logged_share is not in place; missing: column call_pattern_analysis.logged_share';
  end if;
end
$$;
