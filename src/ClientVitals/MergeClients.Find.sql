-- Lock both clients, in one order, so that two merges at once cannot wait for each other.
select c.id
from public.clients c
where c.id in (@kept::uuid, @gone::uuid)
order by c.id
for update
