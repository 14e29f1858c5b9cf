-- All scorecards by name and version, and by which of them scores are made now.
select
  c.name || '-v' || c.version as scorecard,
  case when isfinite(c.in_force_from) then c.in_force_from end as in_force_from,
  c.in_force_from is not null and not isfinite(c.in_force_from) as is_first,
  c.id = (
    select f.id
    from public.health_scorecards f
    where f.in_force_from <= @now::timestamptz
    order by f.in_force_from desc, f.id desc
    limit 1
  ) as is_in_force,
  c.note,
  c.created_at,
  c.created_by,
  jsonb_pretty(c.definition) as definition,
  c.switched_on_at,
  c.switched_on_by
from public.health_scorecards c
order by c.name, c.version
