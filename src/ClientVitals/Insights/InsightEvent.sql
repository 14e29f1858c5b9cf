-- What happened to this finding, in order; at most the last thousand.
select
  v.id,
  v.kind,
  v.made_at,
  v.made_by,
  v.priority,
  v.measure,
  v.sentence,
  v.note,
  v.until,
  u.name as assigned_to,
  v.undoes_id,
  (select count(*) from public.insight_messages m where m.event_id = v.id)::int as told
from (
  select e.*
  from public.insight_events e
  where e.insight_id = @insight::uuid
  order by e.id desc
  limit 1000
) v
left join public.users u on u.id = v.assigned_user_id
order by v.id
