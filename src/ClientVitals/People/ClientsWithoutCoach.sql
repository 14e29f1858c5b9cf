-- How many active clients have no coach, where others have one? One row, none where nobody has a coach.
with counted as (
  select count(*)::float8 as clients, (count(*) filter (where c.coach_id is null))::float8 as without
  from public.clients c
  where c.merged_into is null
    and c.ended_on is null
    and c.status = 'ACTIVE'
)
select
  'clients' as subject,
  'Clients' as label,
  null::uuid as staff_id,
  c.without as measure,
  0::float8 as expected,
  null::float8 as dispersion,
  greatest(5, c.clients / 20) as enter_at,
  greatest(3, c.clients / 40) as leave_at,
  null::text as priority,
  c.clients as number,
  null::text as detail,
  null::text as topic,
  null::text as why_not
from counted c
where c.clients > c.without
