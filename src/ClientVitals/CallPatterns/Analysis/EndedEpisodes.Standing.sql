-- Which episodes stand open?
select
  e.client_id,
  e.opened_on
from public.call_pattern_episodes e
where e.closed_on is null
