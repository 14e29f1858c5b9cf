-- The names these clients go by, each with whether somebody else (client, staff or user) has the same one.
with theirs as (
  select distinct
    coalesce(btrim(n.firstname), '') as firstname,
    coalesce(btrim(n.lastname), '') as lastname
  from (
    select c.firstname, c.lastname
    from public.clients c
    where c.id = any (@clients::uuid[])
    union all
    select h.firstname, h.lastname
    from public.client_health_scores h
    where h.client_id = any (@clients::uuid[])
  ) n
),
others as (
  select lower(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname)))) as name
  from public.clients c
  where c.id <> all (@clients::uuid[])
  union
  select lower(btrim(s.name))
  from public.staff s
  union
  select lower(btrim(u.name))
  from public.users u
  where lower(u.email) <> all (@addresses::text[])
)
select
  t.firstname,
  t.lastname,
  exists (
    select from others o
    where o.name in (lower(btrim(concat_ws(' ', t.firstname, t.lastname))), lower(btrim(concat_ws(' ', t.lastname, t.firstname))))
  ) as has_namesake
from theirs t
where t.firstname <> '' or t.lastname <> ''
order by t.firstname, t.lastname
