-- The delivery that is to be undone, redone or read again.
select
  d.source,
  d.name,
  d.entity,
  d.state,
  d.started_at,
  d.undone_at,
  d.corrects_id
from public.deliveries d
where d.id = @delivery::bigint
