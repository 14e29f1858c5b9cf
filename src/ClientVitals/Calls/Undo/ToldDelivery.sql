-- The delivery that is to be undone, redone or read again.
select
  d.source,
  d.name,
  d.entity,
  d.state,
  d.started_at,
  d.undone_at,
  d.corrects_id,
  (
    select max(o.id)
    from public.deliveries o
    where (o.id = d.file_id or (o.file_id = d.file_id and o.corrects_id is not null))
      and o.id <> d.id
      and o.state = 'succeeded'
      and o.undone_at is null
  ) as other_reading_id
from public.deliveries d
where d.id = @delivery::bigint
