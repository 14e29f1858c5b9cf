-- Active clients without a coach whose latest calls were mostly made or taken by this member of staff.
select c.id
from public.clients c
cross join lateral (
  select lower(r.staff) as name
  from (
    select o.staff, o.started_at
    from public.call_records o
    where o.client_id = c.id
      and o.staff is not null
    order by o.started_at desc
    limit 20
  ) r
  group by lower(r.staff)
  order by count(*) desc, max(r.started_at) desc
  limit 1
) m
where c.coach_id is null
  and c.status = 'ACTIVE'
  and c.merged_into is null
  and m.name = lower(@name::text)
order by c.id
