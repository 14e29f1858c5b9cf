-- The rules of this scorecard.
select
  c.id,
  c.definition::text as definition
from public.health_scorecards c
where c.id = @id::int
