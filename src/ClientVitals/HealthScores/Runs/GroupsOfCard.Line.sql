-- Clients of these groups of the business's own, each with the group.
select
  c.id as client_id,
  c.segment
from public.clients c
where c.segment = any (@segments::text[])
