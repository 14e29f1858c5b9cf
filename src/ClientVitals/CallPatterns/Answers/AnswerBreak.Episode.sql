-- Which episode of this client stands open? Locked, so that two answers at once take turns.
select
  e.id,
  e.drift_since
from public.call_pattern_episodes e
where e.client_id = @client::uuid
  and e.closed_on is null
for update
