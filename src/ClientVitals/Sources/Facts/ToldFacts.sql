-- The delivery of a fact that is to be undone or read again.
select
  d.source,
  d.name,
  d.entity,
  d.state,
  d.started_at,
  d.undone_at
from public.deliveries d
where d.id = @delivery::bigint
