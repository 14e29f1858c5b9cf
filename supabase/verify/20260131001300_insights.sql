-- Raises when 20260131001300_insights is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (
    select 'table public.' || w.name as what, to_regclass('public.' || w.name) is not null and coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.' || w.name)), false) as is_there
    from (values ('insight_events'), ('insight_messages'), ('insight_checks')) as w (name)
    union all
    select 'column public.proactive_insights.' || w.name, exists (select from pg_attribute where attrelid = to_regclass('public.proactive_insights') and attname = w.name and not attisdropped)
    from unnest(array['subject', 'state', 'topic', 'staff_id', 'occurrences', 'opened_at', 'last_seen_at', 'recovered_at', 'assigned_user_id', 'snoozed_until', 'silenced_priority', 'measure', 'leave_at', 'address']) as w (name)
    union all
    select 'index public.' || w.name, to_regclass('public.' || w.name) is not null
    from unnest(array['proactive_insights_staff', 'proactive_insights_finding_once', 'insight_events_insight', 'insight_events_assigned_user', 'insight_events_undone_once', 'insight_messages_insight', 'insight_messages_user']) as w (name)
    union all
    select 'policy proactive_insights_read_by_coach', exists (select from pg_policy where polname = 'proactive_insights_read_by_coach' and polrelid = to_regclass('public.proactive_insights'))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260131001300_insights is not in place; missing: %', missing;
  end if;
end
$$;
