-- Coaches without an account: of the staff, and named by the calls of clients without a coach; the most clients first.
with called as (
  select g.coach as name
  from public.guessed_coaches(@clients::int) g
),
known as (
  select lower(s.name) as name from public.staff s
  union
  select lower(a.name) from public.users a
),
found as (
  select
    s.id,
    s.name,
    (
      select count(*)::int
      from public.clients c
      where c.coach_id = s.id
        and c.status = 'ACTIVE'
        and c.merged_into is null
    ) as clients
  from public.staff s
  where s.role = 'coach'
    and not exists (select from public.users a where a.staff_id = s.id)
  union all
  select null::uuid, min(k.name), (count(*))::int
  from called k
  where not exists (select from known o where o.name = lower(k.name))
  group by lower(k.name)
)
select f.id, f.name, f.clients
from found f
order by f.clients desc, lower(f.name)
limit @most::int
