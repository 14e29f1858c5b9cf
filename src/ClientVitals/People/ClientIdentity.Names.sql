-- Which clients lack a name or a coach that this file knows? What is there already stays.
with told as (
  select e.client_id, e.firstname, e.lastname, e.coach
  from incoming_emails e
  where e.client_id is not null
    and (e.firstname is not null or e.lastname is not null or e.coach is not null)
),
filled as (
  update public.clients c
  set firstname = coalesce(c.firstname, case when c.lastname is null then t.firstname end),
      lastname = coalesce(c.lastname, case when c.firstname is null then t.lastname end),
      coach_id = coalesce(c.coach_id, f.id)
  from told t
  left join public.staff f on lower(f.name) = lower(t.coach)
  where c.id = t.client_id
    and ((c.firstname is null and c.lastname is null and (t.firstname is not null or t.lastname is not null))
      or (c.coach_id is null and f.id is not null))
  returning c.id, c.firstname, c.lastname, c.coach_id
)
update public.client_health_scores h
set firstname = c.firstname,
    lastname = c.lastname,
    assigned_coach = coalesce((select f.name from public.staff f where f.id = c.coach_id), h.assigned_coach)
from filled c
where h.client_id = c.id
