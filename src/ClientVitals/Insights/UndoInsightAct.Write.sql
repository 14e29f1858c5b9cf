-- Give a finding back what it had before this act, write that down, and say its state.
with act as (
  select v.*
  from public.insight_events v
  where v.id = @act::bigint
),
undone as (
  update public.proactive_insights i
  set state = a.state_before,
      snoozed_until = (a.before ->> 'snoozed_until')::date,
      silenced_priority = a.before ->> 'silenced_priority',
      assigned_user_id = (select u.id from public.users u where u.id = (a.before ->> 'assigned_user_id')::uuid),
      is_dismissed = a.state_before in ('SNOOZED', 'DISMISSED'),
      is_actioned = a.state_before = 'ACCEPTED',
      actioned_at = case when a.state_before = 'ACCEPTED' then i.actioned_at end,
      actioned_by = case when a.state_before = 'ACCEPTED' then i.actioned_by end
  from act a
  where i.id = a.insight_id
  returning i.id, i.state, i.priority, i.occurrences
),
told as (
  insert into public.insight_events (insight_id, occurrence, kind, made_at, made_by, priority, undoes_id)
  select u.id, u.occurrences, 'UNDONE', @now::timestamptz, @by::text, u.priority, @act::bigint
  from undone u
  returning insight_id
)
select u.state
from undone u
join told t on t.insight_id = u.id
