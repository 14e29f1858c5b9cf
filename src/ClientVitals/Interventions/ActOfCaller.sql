-- This act, if the caller sees it.
select v.id, v.client_id
from public.intervention_events v
where v.id = @act::bigint
