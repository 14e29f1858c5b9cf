-- Items that are due and not on Today, the most worth first.
select
  i.id as item,
  i.client_id,
  coalesce(nullif(btrim(concat_ws(' ', btrim(h.firstname), btrim(h.lastname))), ''), h.email, t.phone, '') as client_name,
  h.assigned_coach as coach,
  i.cause_kind,
  i.cause_status,
  i.set_aside as why,
  i.trigger_reason as reason,
  i.expected_value
from public.intervention_log i
join public.client_health_scores h on h.client_id = i.client_id
left join public.client_phones t on t.client_id = i.client_id and t.is_primary
where i.completed_at is null
  and i.due_on <= @today::date
  and i.set_aside is not null
  and (i.client_ends_on is null or i.client_ends_on > @today::date)
  and (@book::uuid is null or i.client_id in (select c.id from public.clients c where c.coach_id = @book::uuid))
  and (
    not @own::boolean
    or i.assigned_user_id = @own_user::uuid
    or (i.assigned_to is null and i.client_id in (select c.id from public.clients c where c.coach_id = @own_staff::uuid)))
order by i.expected_value desc nulls last, i.place, i.id
limit @most::int
