-- Which rows does the owner's hub have, and under which address?
select
  h.id::bigint as id,
  h.email::text as email
from public.client_health_scores h
order by h.id
