-- Raises when 20251214000001_what_was_known is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'column ' || w.tab || '.' || w.col, exists (
      select from information_schema.columns c where c.table_schema = 'public' and c.table_name = w.tab and c.column_name = w.col)
    from (values
      ('call_pattern_analysis', 'hold'),
      ('call_pattern_analysis', 'once_in_weeks'),
      ('settings', 'lines_a_day'),
      ('client_health_scores', 'pattern_hold'),
      ('call_pattern_answers', 'ended_before'),
      ('call_pattern_answers', 'taken_back_at'),
      ('client_pauses', 'superseded_at')
    ) as w (tab, col)
    union all
    select 'index public.client_pauses_once', to_regclass('public.client_pauses_once') is not null
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251214000001_what_was_known is not in place; missing: %', missing;
  end if;
end
$$;
