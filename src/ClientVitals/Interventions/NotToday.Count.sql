-- How many items are due and not on Today.
select count(*)::int as all
from public.intervention_log i
where i.completed_at is null
  and i.due_on <= @today::date
  and i.set_aside is not null
  and (i.client_ends_on is null or i.client_ends_on > @today::date)
  and (@book::uuid is null or i.client_id in (select c.id from public.clients c where c.coach_id = @book::uuid))
  and (
    not @own::boolean
    or i.assigned_user_id = @own_user::uuid
    or (i.assigned_to is null and i.client_id in (select c.id from public.clients c where c.coach_id = @own_staff::uuid)))
