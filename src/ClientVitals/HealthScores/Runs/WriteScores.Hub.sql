-- Write the scores to the hub, and beside them what Sessions and Packages count, so that each row is written once. When they were computed is always written: a score that stayed the same was looked at, too.
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
    sessions_last_7d = s.attended_7d,
    sessions_last_30d = s.attended_30d,
    sessions_last_90d = s.attended_90d,
    days_since_last_session = s.days_since_session,
    client_segment = s.client_segment,
    outstanding_sessions = s.sessions_left,
    sessions_purchased = s.sessions_bought,
    days_until_renewal = s.days_until_renewal,
    package_type = s.package_type,
    package_value_aed = s.package_value_aed,
    calculated_at = @as_of::timestamptz,
    calculated_on = @today::date,
    calculation_version = @version::text,
    updated_at = @as_of::timestamptz
from scored s
left join public.client_health_history w
  on w.client_id = s.client_id
  and w.scored_on = @today::date - @trend_days::int
  and w.scorecard_id = @scorecard::int
where h.client_id = s.client_id
