-- Keep what a run measured: a finding that is there as it was last measured, one that left as it was then.
with given as (
  select e.*
  from jsonb_to_recordset(@entries::jsonb) as e (
    kind text, subject text, state text, event text, priority text, title text, sentence text, topic text, staff_id uuid, to_coach boolean, measure double precision,
    leave_at double precision, address text, reading jsonb)
),
kept as (
  update public.proactive_insights i
  set state = g.state,
      priority = g.priority,
      title = case when g.title = '' then i.title else g.title end,
      content = case when g.title = '' then i.content else g.sentence end,
      topic = g.topic,
      staff_id = coalesce(case when g.to_coach then g.staff_id end, i.staff_id),
      occurrences = i.occurrences + case when i.state = 'RECOVERED' then 1 else 0 end,
      opened_at = case when i.state = 'RECOVERED' then @now::timestamptz else i.opened_at end,
      last_seen_at = case when g.title = '' then i.last_seen_at else @now::timestamptz end,
      recovered_at = case when g.state = 'RECOVERED' then @now::timestamptz end,
      expires_at = case when g.state = 'RECOVERED' then @now::timestamptz end,
      assigned_user_id = case when i.state = 'RECOVERED' then null else i.assigned_user_id end,
      snoozed_until = case when g.state = 'SNOOZED' then i.snoozed_until end,
      silenced_priority = case when g.state in ('SNOOZED', 'DISMISSED') then i.silenced_priority end,
      is_dismissed = g.state in ('SNOOZED', 'DISMISSED'),
      is_actioned = case when i.state = 'RECOVERED' then false else i.is_actioned end,
      is_read = case when i.state = 'RECOVERED' then false else i.is_read end,
      measure = coalesce(g.measure, i.measure),
      leave_at = g.leave_at,
      address = coalesce(g.address, i.address),
      source_data = coalesce(g.reading, i.source_data)
  from given g
  where i.insight_type = g.kind
    and i.subject = g.subject
  returning i.insight_type, i.subject
)
insert into public.proactive_insights (
  insight_type, subject, dedup_key, state, priority, title, content, topic, staff_id, occurrences, opened_at, last_seen_at, measure, leave_at, address,
  source_agent, source_data, created_at)
select
  g.kind, g.subject, g.kind || ':' || g.subject, g.state, g.priority, g.title, g.sentence, g.topic, case when g.to_coach then g.staff_id end, 1, @now::timestamptz, @now::timestamptz,
  g.measure, g.leave_at, g.address, 'watcher', g.reading, @now::timestamptz
from given g
where not exists (select from kept k where k.insight_type = g.kind and k.subject = g.subject)
