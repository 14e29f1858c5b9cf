-- On which days was each client engaged, or tried for in vain? (packed; see call_rollups.days)
select
  u.client_id,
  u.days
from public.call_rollups u
order by u.client_id, u.year
