-- This item, if the caller sees it.
select i.id, i.client_id
from public.intervention_log i
where i.id = @item::bigint
