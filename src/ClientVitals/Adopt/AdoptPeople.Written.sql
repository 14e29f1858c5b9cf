-- Under which addresses, as they were written, has the owner's history rows?
select distinct a.client_email::text as written
from public.call_pattern_analysis a
where a.client_id is null
