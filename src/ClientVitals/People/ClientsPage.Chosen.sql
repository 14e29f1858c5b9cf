-- These clients, in this order, as the list shows them.
select
  c.id,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), e.email, p.phone, '') as name,
  e.email,
  p.phone,
  s.name as coach,
  c.status,
  c.segment,
  c.started_on,
  c.ended_on,
  case when h.last_pattern_check is not null then h.pattern_status end as pattern_status,
  h.pattern_hold,
  h.pattern_enough_history as enough_history,
  h.pattern_reason,
  h.last_pattern_check as checked_at,
  c.order_name,
  c.created_at,
  5 as found_by,
  null::text as found_key,
  null::text as found_name
from unnest(@ids::uuid[]) with ordinality as w (id, place)
join public.clients c on c.id = w.id
left join public.client_emails e on e.client_id = c.id and e.is_primary
left join public.client_phones p on p.client_id = c.id and p.is_primary
left join public.staff s on s.id = c.coach_id
left join public.client_health_scores h on h.client_id = c.id
order by w.place
