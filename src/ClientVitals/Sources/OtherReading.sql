-- Another delivery that holds and was read from the same file as this one: the one that handed it in, or another that read it again.
with recursive earlier as (
  select
    d.id,
    d.corrects_id,
    d.file_id
  from public.deliveries d
  where d.id = @delivery::bigint
  union all
  select
    o.id,
    o.corrects_id,
    o.file_id
  from earlier e
  join public.deliveries o on o.id = e.corrects_id
),
-- The same file may have been handed in several times and lies here once: only what goes back to the same delivery is a reading of it.
family as (
  select
    e.id,
    e.file_id
  from earlier e
  where e.corrects_id is null
    or not exists (select from public.deliveries o where o.id = e.corrects_id)
  union all
  select
    o.id,
    o.file_id
  from family f
  join public.deliveries o on o.file_id = f.file_id and o.corrects_id = f.id
)
select f.id
from family f
join public.deliveries o on o.id = f.id
where f.id <> @delivery::bigint
  and o.state = 'succeeded'
  and o.undone_at is null
order by f.id desc
limit 1
