-- Keep what a run measured: a finding that is there as it was last measured, one that left as it was then.
with given as (
  select e.*
  from jsonb_to_recordset(@entries::jsonb) as e (
    kind text, subject text, state text, event text, priority text, title text, sentence text, topic text, staff_id uuid, to_coach boolean, measure double precision,
    leave_at double precision, address text, reading jsonb)
)
insert into public.proactive_insights as i (
  insight_type, subject, dedup_key, state, priority, title, content, topic, staff_id, occurrences, opened_at, last_seen_at, measure, leave_at, address,
  source_agent, source_data, created_at)
select
  g.kind, g.subject, g.kind || ':' || g.subject, g.state, g.priority, g.title, g.sentence, g.topic, case when g.to_coach then g.staff_id end, 1, @now::timestamptz, @now::timestamptz,
  g.measure, g.leave_at, g.address, 'watcher', g.reading, @now::timestamptz
from given g
on conflict (insight_type, subject) where subject is not null do update
set state = excluded.state,
    priority = excluded.priority,
    title = case when excluded.title = '' then i.title else excluded.title end,
    content = case when excluded.title = '' then i.content else excluded.content end,
    topic = excluded.topic,
    staff_id = coalesce(excluded.staff_id, i.staff_id),
    occurrences = i.occurrences + case when i.state = 'RECOVERED' then 1 else 0 end,
    opened_at = case when i.state = 'RECOVERED' then @now::timestamptz else i.opened_at end,
    last_seen_at = case when excluded.title = '' then i.last_seen_at else @now::timestamptz end,
    recovered_at = case when excluded.state = 'RECOVERED' then @now::timestamptz end,
    expires_at = case when excluded.state = 'RECOVERED' then @now::timestamptz end,
    assigned_user_id = case when i.state = 'RECOVERED' then null else i.assigned_user_id end,
    snoozed_until = case when excluded.state = 'SNOOZED' then i.snoozed_until end,
    silenced_priority = case when excluded.state in ('SNOOZED', 'DISMISSED') then i.silenced_priority end,
    is_dismissed = excluded.state in ('SNOOZED', 'DISMISSED'),
    is_actioned = case when i.state = 'RECOVERED' then false else i.is_actioned end,
    is_read = case when i.state = 'RECOVERED' then false else i.is_read end,
    measure = coalesce(excluded.measure, i.measure),
    leave_at = excluded.leave_at,
    address = coalesce(excluded.address, i.address),
    source_data = coalesce(excluded.source_data, i.source_data)
