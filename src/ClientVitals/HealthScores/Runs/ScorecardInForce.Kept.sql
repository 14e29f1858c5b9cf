-- By which scorecard are scores made at this moment?
select
  c.id,
  c.definition::text as definition
from public.health_scorecards c
where c.in_force_from <= @at::timestamptz
order by c.in_force_from desc, c.id desc
limit 1
