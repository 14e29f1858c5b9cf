-- Write the day's scores to history; rows that are already so stay untouched.
insert into public.client_health_history as h (
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
on conflict (client_id, scored_on, scorecard_id) do update
set score = excluded.score,
    zone = excluded.zone,
    confidence = excluded.confidence,
    why_unknown = excluded.why_unknown,
    inputs = excluded.inputs,
    dimensions = excluded.dimensions,
    contributions = excluded.contributions,
    risk_points = excluded.risk_points,
    churn_risk = excluded.churn_risk,
    segment = excluded.segment,
    as_of = excluded.as_of
where (h.score, h.zone, h.confidence, h.why_unknown, h.inputs, h.dimensions, h.contributions, h.risk_points, h.churn_risk, h.segment)
  is distinct from (
    excluded.score, excluded.zone, excluded.confidence, excluded.why_unknown, excluded.inputs, excluded.dimensions, excluded.contributions,
    excluded.risk_points, excluded.churn_risk, excluded.segment)
