-- On which days each of these clients called, packed, a row for each year.
select
  u.client_id,
  u.days
from public.call_rollups u
where u.client_id = any (@clients::uuid[])
order by u.client_id, u.year
