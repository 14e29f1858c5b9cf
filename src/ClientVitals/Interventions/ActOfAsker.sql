-- This act, if the asker sees it.
select v.id, v.client_id
from public.intervention_events v
where v.id = @act::bigint
