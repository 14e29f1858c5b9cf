-- Findings of checks as they are kept, all of them or one, locked until the transaction ends.
select
  i.id,
  i.insight_type as kind,
  i.subject,
  i.state,
  i.priority,
  i.topic,
  i.silenced_priority,
  i.snoozed_until,
  i.assigned_user_id,
  i.occurrences,
  i.leave_at
from public.proactive_insights i
where i.subject is not null
  and (@insight::uuid is null or i.id = @insight::uuid)
order by i.insight_type, i.subject
for update
