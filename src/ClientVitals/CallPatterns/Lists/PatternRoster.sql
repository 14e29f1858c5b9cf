-- Clients of one of the other lists (above usual, paused, too new …), by name, after this place. Cut along an index before anything is looked up.
with page as materialized (
  select h.*
  from public.client_health_scores h
  where h.pattern_roster = @roster::text
    and (@coach::text is null or h.assigned_coach = (select s.name from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@segment::text is null or (select c.segment from public.clients c where c.id = h.client_id) = @segment::text)
    and (h.order_name, h.client_id) > (@after_name::text collate "C", @after_client::uuid)
  order by h.order_name, h.client_id
  limit @most::int
)
select
  l.client_id,
  coalesce(l.email, p.phone, l.client_id::text) as client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(l.firstname), btrim(l.lastname))), ''), l.email, p.phone, '') as client_name,
  l.assigned_coach,
  l.pattern_status,
  l.pattern_hold as hold,
  l.pattern_enough_history as enough_history,
  l.calls_this_week,
  l.avg_calls_per_week,
  l.pattern_reason as reason,
  l.last_pattern_check as checked_at,
  l.order_name
from page l
left join public.client_phones p on p.client_id = l.client_id and p.is_primary
order by l.order_name, l.client_id
