-- This finding, if the caller sees it.
select i.id
from public.proactive_insights i
where i.id = @insight::uuid
  and i.subject is not null
