-- Which episodes did this client have, the latest first, and what was said of each?
select
  e.id,
  e.opened_on,
  e.break_on,
  e.closed_on,
  e.close_reason,
  e.worst_status,
  e.drift_since,
  e.reason,
  (
    select a.answer
    from public.call_pattern_answers a
    where a.episode_id = e.id
      and a.taken_back_at is null
    order by a.answered_at desc, a.id desc
    limit 1
  ) as answer
from public.call_pattern_episodes e
where e.client_id = @client::uuid
order by e.opened_on desc
limit @most::int
