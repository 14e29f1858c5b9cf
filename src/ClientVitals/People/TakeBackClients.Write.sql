-- Take clients back whom a coach was given with their invitation: those who did not change hands since have no coach again. How many?
with given as (
  select o.client_id, o.to_coach
  from public.client_owner_changes f
  join public.users u
    on u.staff_id = f.to_coach
   and u.made_at = f.changed_at
  join public.client_owner_changes o
    on o.to_coach = f.to_coach
   and o.changed_at = f.changed_at
   and o.from_coach is null
  where f.id = @change::bigint
    and f.from_coach is null
    and not exists (select from public.client_owner_changes l where l.client_id = o.client_id and l.id > o.id)
),
before as (
  select c.id, c.coach_id
  from public.clients c
  join given g
    on g.client_id = c.id
   and g.to_coach = c.coach_id
  where c.merged_into is null
  order by c.id
  for update of c
),
changed as (
  update public.clients c
  set coach_id = null
  from before b
  where c.id = b.id
  returning c.id, b.coach_id as from_coach
),
went as (
  insert into public.client_owner_changes (client_id, from_coach, to_coach, changed_at, changed_by)
  select c.id, c.from_coach, null, @now::timestamptz, @by::text
  from changed c
  returning client_id, from_coach
),
hub as (
  update public.client_health_scores h
  set assigned_coach = null,
      previous_owner = coalesce((select s.name from public.staff s where s.id = w.from_coach), h.previous_owner),
      owner_changed_at = @now::timestamptz,
      owner_change_count = h.owner_change_count + 1
  from went w
  where h.client_id = w.client_id
)
select (count(*))::int as changed
from changed
