-- Whether there are more active clients without a coach than are looked at.
select count(*) > @clients::int as is_part
from (
  select
  from public.clients c
  where c.coach_id is null
    and c.status = 'ACTIVE'
    and c.merged_into is null
  limit @clients::int + 1
) counted
