-- Who is no client any more, or not yet, has no score: theirs is not left standing as if it were of today.
update public.client_health_scores h
set health_score = null,
    health_zone = null,
    engagement_score = null,
    package_health_score = null,
    momentum_score = null,
    relationship_score = null,
    financial_score = null,
    churn_risk_score = null,
    predictive_risk_score = null,
    risk_category = null,
    momentum_indicator = null,
    rate_of_change_percent = null,
    intervention_priority = null,
    early_warning_flag = false,
    risk_factors = null,
    health_trend = null,
    sessions_last_7d = null,
    sessions_last_30d = null,
    sessions_last_90d = null,
    days_since_last_session = null,
    client_segment = c.segment,
    outstanding_sessions = null,
    sessions_purchased = null,
    days_until_renewal = null,
    package_type = null,
    package_value_aed = null,
    calculated_at = null,
    calculated_on = null,
    calculation_version = null
from (
  select f.id, case when f.ended_on <= @today::date then 'CHURNED' end as segment
  from public.clients f
) c
where c.id = h.client_id
  and (h.calculated_at is not null or h.client_segment is distinct from c.segment)
  and not exists (select from seen s where s.client_id = h.client_id)
