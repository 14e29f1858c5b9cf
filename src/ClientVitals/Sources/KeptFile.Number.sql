-- Which kept file was this delivery read from?
select d.file_id
from public.deliveries d
where d.id = @delivery::bigint
