-- On which days did these clients call since this year?
select
  u.client_id,
  u.days
from public.call_rollups u
where u.client_id = any (@clients::uuid[])
  and u.year >= @from_year::smallint
order by u.client_id, u.year
