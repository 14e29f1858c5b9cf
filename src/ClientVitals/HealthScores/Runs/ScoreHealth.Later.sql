-- Which clients were made after this moment?
select c.id
from public.clients c
where c.created_at > @at::timestamptz
