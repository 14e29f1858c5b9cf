-- Coaches without an account: of the staff, and named by the calls of clients without a coach; the most clients first.
with without_coach as (
  -- A large book is looked at in part: it is a list of names to begin with.
  select c.id
  from public.clients c
  where c.coach_id is null
    and c.status = 'ACTIVE'
    and c.merged_into is null
  limit 1000
),
called as (
  select m.name
  from without_coach w
  cross join lateral (
    select min(r.staff) as name
    from (
      select c.staff, c.started_at
      from public.call_records c
      where c.client_id = w.id
        and c.staff is not null
      order by c.started_at desc
      limit 20
    ) r
    group by lower(r.staff)
    order by count(*) desc, max(r.started_at) desc
    limit 1
  ) m
  -- An extension or an address is nobody's name.
  where m.name ~ '[[:alpha:]]{2}'
    and m.name !~ '[@+\[]'
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
