-- Write the scores to the hub. When they were computed is always written: a score that stayed the same was looked at, too.
update public.client_health_scores h
set health_score = s.score,
    health_zone = s.zone,
    engagement_score = s.engagement,
    package_health_score = s.package,
    momentum_score = s.momentum_score,
    relationship_score = s.relationship,
    financial_score = s.financial,
    churn_risk_score = s.churn_risk,
    predictive_risk_score = s.risk_points,
    risk_category = s.risk_category,
    momentum_indicator = s.momentum,
    rate_of_change_percent = s.rate,
    intervention_priority = s.priority,
    early_warning_flag = s.warning,
    risk_factors = s.risk_factors,
    health_trend = case
      when s.score - w.score >= @trend_points::numeric then 'IMPROVING'
      when s.score - w.score <= -@trend_points::numeric then 'DECLINING'
      when s.score - w.score is not null then 'STABLE'
    end,
    calculated_at = @as_of::timestamptz,
    calculated_on = @today::date,
    calculation_version = @version::text
from scored s
left join public.client_health_history w
  on w.client_id = s.client_id
  and w.scored_on = @today::date - @trend_days::int
  and w.scorecard_id = @scorecard::int
where h.client_id = s.client_id
