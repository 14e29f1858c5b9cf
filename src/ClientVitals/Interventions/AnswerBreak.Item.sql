-- The open item of this client's open episode.
select
  i.id as item,
  e.id as episode,
  e.drift_since
from public.call_pattern_episodes e
join public.intervention_log i on i.cause_kind = 'EPISODE' and i.cause_id = e.id and i.completed_at is null
where e.client_id = @client::uuid
  and e.closed_on is null
