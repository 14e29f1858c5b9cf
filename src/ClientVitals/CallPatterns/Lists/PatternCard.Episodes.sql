-- Episodes of this client, the latest first.
select
  e.id,
  e.opened_on,
  e.break_on,
  e.closed_on,
  e.close_reason,
  e.worst_status,
  e.drift_since,
  e.reason
from public.call_pattern_episodes e
where e.client_id = @client::uuid
order by e.opened_on desc
limit @most::int
