-- The clients that the owner's function lists with a break.
select
  b.client_email,
  b.client_name,
  b.avg_calls_per_week,
  b.calls_this_week,
  b.deviation_pct,
  b.pattern_status,
  b.health_zone,
  b.assigned_coach
from public.get_pattern_breaks(coalesce(@days_back::int, 7)) b
offset @skip::int
limit @most::int
