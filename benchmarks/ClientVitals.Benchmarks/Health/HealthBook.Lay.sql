-- What the last scoring wrote, laid down to be written once more.
create temporary table only_writes on commit drop as
select
  r.client_id, r.scored_on, r.scorecard_id, r.score, r.zone, r.confidence, r.why_unknown, r.inputs, r.dimensions, r.contributions, r.risk_points, r.churn_risk, r.as_of,
  h.health_score, h.health_zone, h.engagement_score, h.package_health_score, h.momentum_score, h.churn_risk_score, h.predictive_risk_score, h.risk_category,
  h.momentum_indicator, h.rate_of_change_percent, h.intervention_priority, h.early_warning_flag, h.risk_factors, h.health_trend, h.calculated_at, h.calculated_on,
  h.calculation_version
from public.client_health_history r
join public.client_health_scores h on h.client_id = r.client_id
where r.scored_on = (select max(l.scored_on) from public.client_health_history l)
