-- What the draft of a message about an item is made from.
select
  p.template,
  h.firstname,
  h.assigned_coach as coach,
  case when i.cause_kind = 'PACKAGE' then i.cause_on - @today::date end as days,
  t.phone
from public.intervention_log i
join public.client_health_scores h on h.client_id = i.client_id
left join public.playbooks p on p.id = i.playbook_id
left join public.client_phones t on t.client_id = i.client_id and t.is_primary
where i.id = @item::bigint
