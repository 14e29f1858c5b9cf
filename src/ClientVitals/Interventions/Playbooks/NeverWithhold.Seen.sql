-- The client, if the one who asks sees them.
select c.id
from public.clients c
where c.id = @client::uuid
  and c.merged_into is null
