-- Raises when 20260125000001_interventions is not in place. Run inside a transaction that is rolled back; changes nothing.
-- What two migrations before made and this one took away is not asked for any more; the rest of them is.
-- Supersedes 20251213000001_pattern_answers
-- Supersedes 20251214000001_what_was_known
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
      ('client_pauses', 'superseded_at'),
      ('intervention_log', 'cause_kind'),
      ('intervention_log', 'due_on'),
      ('intervention_events', 'undone_at')
    ) as w (tab, col)
    union all
    select 'index public.' || w.name, to_regclass('public.' || w.name) is not null
    from (values ('client_pauses_once'), ('intervention_log_one_open'), ('intervention_log_due'), ('intervention_events_item'), ('intervention_events_day'), ('call_pattern_new_usuals_client')) as w (name)
    union all
    select 'row security on public.' || w.name, coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.' || w.name)), false)
    from (values ('intervention_log'), ('intervention_events'), ('call_pattern_new_usuals')) as w (name)
    union all
    select 'the end of public.call_pattern_answers', to_regclass('public.call_pattern_answers') is null
    union all
    select 'an item for each open episode', not exists (
      select from public.call_pattern_episodes e
      where e.closed_on is null
        and not exists (select from public.intervention_log i where i.client_id = e.client_id and i.cause_kind = 'EPISODE'))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260125000001_interventions is not in place; missing: %', missing;
  end if;
end
$$;
