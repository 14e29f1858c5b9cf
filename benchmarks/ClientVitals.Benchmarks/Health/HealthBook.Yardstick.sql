-- The writes of a scoring and nothing else: each row of history once more, and the hub's row.
insert into public.client_health_history (
  client_id, scored_on, scorecard_id, score, zone, confidence, why_unknown, inputs, dimensions, contributions, risk_points, churn_risk, as_of)
select
  o.client_id, o.scored_on + 1000, o.scorecard_id, o.score, o.zone, o.confidence, o.why_unknown, o.inputs, o.dimensions, o.contributions, o.risk_points,
  o.churn_risk, o.as_of
from only_writes o;
update public.client_health_scores h
set health_score = o.health_score,
    health_zone = o.health_zone,
    engagement_score = o.engagement_score,
    package_health_score = o.package_health_score,
    momentum_score = o.momentum_score,
    churn_risk_score = o.churn_risk_score,
    predictive_risk_score = o.predictive_risk_score,
    risk_category = o.risk_category,
    momentum_indicator = o.momentum_indicator,
    rate_of_change_percent = o.rate_of_change_percent,
    intervention_priority = o.intervention_priority,
    early_warning_flag = o.early_warning_flag,
    risk_factors = o.risk_factors,
    health_trend = o.health_trend,
    calculated_at = o.calculated_at + interval '1 day',
    calculated_on = o.calculated_on + 1,
    calculation_version = o.calculation_version,
    updated_at = o.calculated_at + interval '1 day'
from only_writes o
where h.client_id = o.client_id
