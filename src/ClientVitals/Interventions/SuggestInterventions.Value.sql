-- Reckon what a contact is worth: the probability that the client stops, times what is left of the package they paid, times the measured effect of its playbook
-- relative to the mean of those measured. Where no effect is measured, all count alike. A client without a figure is taken for one of the middle of the open items.
with uplifts as (
  select m.playbook_id, m.uplift::numeric / nullif(avg(m.uplift) over (), 0)::numeric as factor
  from unnest(@playbooks::bigint[], @uplifts::float8[]) m (playbook_id, uplift)
),
open as materialized (
  select
    i.id,
    i.playbook_id,
    h.churn_risk_score as risk,
    h.package_value_aed * case when h.sessions_purchased > 0 and h.outstanding_sessions >= 0 then least(1, h.outstanding_sessions::numeric / h.sessions_purchased) else 1 end as stake
  from public.intervention_log i
  join public.client_health_scores h on h.client_id = i.client_id
  where i.completed_at is null
),
usual as materialized (
  select
    (percentile_cont(0.5) within group (order by o.risk))::numeric as risk,
    (percentile_cont(0.5) within group (order by o.stake))::numeric as stake
  from open o
),
worth as (
  select
    o.id,
    round(coalesce(o.risk, u.risk) / 100 * coalesce(o.stake, u.stake, 1) * greatest(coalesce(f.factor, 1), 0), 2) as value
  from open o
  cross join usual u
  left join uplifts f on f.playbook_id = o.playbook_id
)
update public.intervention_log i
set expected_value = w.value
from worth w
where i.id = w.id
  and i.expected_value is distinct from w.value
