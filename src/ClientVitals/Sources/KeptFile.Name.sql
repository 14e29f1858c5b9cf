-- What is this delivery called?
select d.name
from public.deliveries d
where d.id = @delivery::bigint
