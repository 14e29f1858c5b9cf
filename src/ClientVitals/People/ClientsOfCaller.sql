-- Which of these clients does the caller see?
select c.id
from public.clients c
where c.id = any (@clients::uuid[])
  and c.merged_into is null
order by c.id
