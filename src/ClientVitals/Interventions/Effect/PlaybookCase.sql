-- Items that follow a playbook, in the order in which it became known what came of them; those of which it is not known yet come last.
select
  p.id as playbook_id,
  p.key,
  p.version,
  p.intervention_type,
  a.arm,
  a.share,
  exists (
    select
    from public.intervention_events v
    where v.item_id = i.id
      and v.kind = 'REACHED'
      and v.undone_at is null
      and (i.exposed_until is null or v.made_on <= i.exposed_until)) as was_reached,
  case when i.outcome_measured_at is not null then i.returned_on is not null end as has_returned,
  concat_ws(
    ' ', coalesce(i.cause_status, i.cause_kind),
    case when i.churn_risk_at_trigger is null then 'unknown' when i.churn_risk_at_trigger < 25 then 'low' when i.churn_risk_at_trigger < 60 then 'middle' else 'high' end) as stratum
from public.intervention_log i
join public.playbooks p on p.id = i.playbook_id
left join public.intervention_assignments a on a.item_id = i.id and a.playbook_id = i.playbook_id
where i.triggered_on >= @from::date
  and (not @drawn::boolean or a.arm is not null)
order by i.outcome_measured_at nulls last, i.id
