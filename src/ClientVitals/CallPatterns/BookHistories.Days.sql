-- On which days of the window's years was each client engaged, or tried for in vain? (packed; see call_rollups.days)
select
  u.client_id,
  u.days
from public.call_rollups u
where u.year >= @from_year::int
