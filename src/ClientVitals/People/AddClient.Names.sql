-- Name and coach where there are none yet; the hub follows.
with filled as (
  update public.clients c
  set firstname = case when c.firstname is null and c.lastname is null then @firstname::text else c.firstname end,
      lastname = case when c.firstname is null and c.lastname is null then @lastname::text else c.lastname end,
      coach_id = coalesce(c.coach_id, (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
  where c.id = @id::uuid
  returning c.id, c.firstname, c.lastname, c.coach_id
)
update public.client_health_scores h
set firstname = f.firstname,
    lastname = f.lastname,
    email = coalesce(h.email, (select e.email from public.client_emails e where e.client_id = f.id and e.is_primary)),
    assigned_coach = coalesce((select s.name from public.staff s where s.id = f.coach_id), h.assigned_coach)
from filled f
where h.client_id = f.id
