-- The rules of these scorecards.
select
  c.id,
  c.definition::text as definition
from public.health_scorecards c
where c.id = any (@ids::int[])
