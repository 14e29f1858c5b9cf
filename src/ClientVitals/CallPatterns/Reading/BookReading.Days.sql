-- On which days of the window's years was each of these clients engaged, or tried for in vain? (packed, as an array's binary form)
select
  u.client_id,
  array_send(u.days) as days
from public.call_rollups u
where u.client_id between @first::uuid and @last::uuid
  and (@only::uuid[] is null or u.client_id = any (@only::uuid[]))
  and u.year >= @from_year::int
order by u.client_id, u.year
