-- How many clients are there?
select (count(*))::int as clients
from public.clients c
where c.status = 'ACTIVE'
  and c.merged_into is null
