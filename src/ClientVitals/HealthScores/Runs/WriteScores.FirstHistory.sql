-- Write the day's scores to history, of which it has none yet.
insert into public.client_health_history (
  client_id, scored_on, scorecard_id, score, zone, confidence, why_unknown, inputs, dimensions, contributions, risk_points, churn_risk, segment, as_of)
select
  s.client_id,
  @today::date,
  @scorecard::int,
  s.score,
  s.zone,
  s.confidence,
  s.why_unknown,
  s.inputs,
  s.dimensions,
  s.contributions,
  s.risk_points,
  s.churn_risk,
  s.segment,
  @as_of::timestamptz
from scored s
order by s.client_id
