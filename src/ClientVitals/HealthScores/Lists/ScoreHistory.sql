-- This client's scores, newest first, each with what made it.
select
  h.scored_on,
  c.name || '-v' || c.version as scorecard,
  h.scorecard_id,
  h.score,
  h.zone,
  h.confidence,
  h.why_unknown,
  h.inputs::text[] as inputs,
  h.risk_points,
  h.churn_risk,
  h.segment,
  h.as_of
from public.client_health_history h
join public.health_scorecards c on c.id = h.scorecard_id
where h.client_id = @client::uuid
  and h.scored_on <= @until::date
order by h.scored_on desc, h.scorecard_id desc
limit @limit::int
