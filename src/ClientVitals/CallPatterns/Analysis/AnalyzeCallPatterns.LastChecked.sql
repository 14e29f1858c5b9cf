-- For which moment does the newest finding on the hub speak? Null = nothing was ever judged.
select max(h.last_pattern_check) as last_checked
from public.client_health_scores h
