-- Was this scorecard switched on before, and does another one begin tomorrow?
select
  c.id,
  c.in_force_from is not null as was_on,
  (
    select o.name || '-v' || o.version
    from public.health_scorecards o
    where o.in_force_from > @now::timestamptz
      and o.in_force_from <= ((@now::timestamptz at time zone (select public.business_zone()))::date + 1)::timestamp at time zone (select public.business_zone())
    order by o.in_force_from, o.id
    limit 1
  ) as also_tomorrow
from public.health_scorecards c
where c.name || '-v' || c.version = @scorecard::text
