-- Which other sites may call from a browser?
select o.origin, o.created_at
from public.allowed_origins o
order by o.origin
limit 1000
