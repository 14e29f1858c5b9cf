-- Which migrations are applied?
select v.version
from public.applied_migrations() as v (version)
