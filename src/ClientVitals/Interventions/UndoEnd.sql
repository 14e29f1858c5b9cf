-- The act that set this end, if one did and it holds.
select v.id
from public.intervention_events v
where v.end_id = @end_id::bigint
  and v.client_id = @client::uuid
  and v.undone_at is null
