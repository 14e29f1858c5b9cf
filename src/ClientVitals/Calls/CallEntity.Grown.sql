-- By how many calls did the table grow through this delivery?
select count(*)
from public.call_records r
where r.id > @before::bigint
  and r.delivery_id = @delivery::bigint
