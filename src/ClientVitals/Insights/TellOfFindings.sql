-- What a run says to people, by event and kind of message, with whom it concerns; what was said before is recognised by its key.
select
  m.event_id,
  m.insight_id,
  m.kind,
  e.priority,
  i.title,
  coalesce(e.sentence, i.content) as sentence,
  i.staff_id is null as is_of_business,
  array_agg(m.user_id order by m.user_id) as users
from public.insight_messages m
join public.insight_events e on e.id = m.event_id
join public.proactive_insights i on i.id = m.insight_id
where m.made_at = @now::timestamptz
  and e.made_at = @now::timestamptz
group by m.event_id, m.insight_id, m.kind, e.priority, i.title, e.sentence, i.content, i.staff_id
order by m.event_id, m.kind
limit 1000
