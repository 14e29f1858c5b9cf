-- The next version of this name.
select coalesce(max(c.version), 0) + 1
from public.health_scorecards c
where c.name = @name::text
