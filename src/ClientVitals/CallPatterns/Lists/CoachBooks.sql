-- How does each coach's book stand since the last analysis? The largest share out of pattern first.
with last as (
  select max(h.last_pattern_check) as at
  from public.client_health_scores h
)
select
  h.assigned_coach as coach,
  (count(*))::int as judged,
  (count(*) filter (where h.pattern_status = 'PATTERN_BREAK'))::int as breaks,
  (count(*) filter (where h.pattern_status = 'BELOW_PATTERN'))::int as below,
  (count(*) filter (where not h.pattern_enough_history))::int as not_enough_history,
  (count(*) filter (where h.pattern_hold = 'OUTREACH_GAP'))::int as gaps,
  max(h.last_pattern_check) as checked_at
from public.client_health_scores h
join last l on h.last_pattern_check = l.at
group by h.assigned_coach
order by
  (count(*) filter (where h.pattern_status in ('PATTERN_BREAK', 'BELOW_PATTERN')))::numeric / nullif(count(*) filter (where h.pattern_enough_history), 0) desc nulls last,
  h.assigned_coach
limit @most::int
