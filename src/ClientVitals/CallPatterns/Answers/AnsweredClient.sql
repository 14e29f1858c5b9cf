-- Whom is this answer about?
select a.client_id
from public.call_pattern_answers a
where a.id = @answer::bigint
