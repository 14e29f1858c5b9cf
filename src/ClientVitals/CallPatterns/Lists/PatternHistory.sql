-- What did each analysis say of this client, newest first?
select
  a.analysis_date,
  a.rule,
  a.pattern_status,
  a.enough_history,
  a.calls_this_week,
  a.avg_calls_per_week,
  a.deviation_pct,
  a.expected_so_far,
  a.drift_since,
  a.expected_since,
  a.evidence,
  a.reason,
  a.as_of
from public.call_pattern_analysis a
where a.client_id = @client::uuid
order by a.analysis_date desc, a.rule, a.created_at desc
limit @limit::int
