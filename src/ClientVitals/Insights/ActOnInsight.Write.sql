-- Write down an act on a finding and what it makes of it; what an undo gives back is kept with it.
with was as (
  select i.*
  from public.proactive_insights i
  where i.id = @insight::uuid
),
done as (
  update public.proactive_insights i
  set state = @state::text,
      snoozed_until = @until::date,
      silenced_priority = @silenced::text,
      assigned_user_id = @assigned::uuid,
      is_read = true,
      is_dismissed = @state::text in ('SNOOZED', 'DISMISSED'),
      is_actioned = @state::text = 'ACCEPTED',
      actioned_at = case when @state::text = 'ACCEPTED' then coalesce(i.actioned_at, @now::timestamptz) end,
      actioned_by = case when @state::text = 'ACCEPTED' then coalesce(i.actioned_by, @by::text) end
  from was w
  where i.id = w.id
  returning i.id
)
insert into public.insight_events (insight_id, occurrence, kind, made_at, made_by, priority, note, until, assigned_user_id, state_before, before)
select
  w.id, w.occurrences, @kind::text, @now::timestamptz, @by::text, w.priority, @note::text, @until::date, @to::uuid, w.state,
  jsonb_build_object('assigned_user_id', w.assigned_user_id, 'snoozed_until', w.snoozed_until, 'silenced_priority', w.silenced_priority)
from was w
join done d on d.id = w.id
returning id
