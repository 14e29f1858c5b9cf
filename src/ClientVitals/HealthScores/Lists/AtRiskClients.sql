-- Who was in the red or the yellow zone on this day, the lowest score first?
select r.id, r.email, r.client_name, r.health_score, r.health_zone, r.assigned_coach, r.days_since_last_session, r.churn_risk_score
from public.get_at_risk_clients(@day::date) r
offset @skip::int
limit @most::int
