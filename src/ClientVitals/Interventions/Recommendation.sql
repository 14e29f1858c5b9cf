-- Open items as suggestions, of a client or of clients in some zones, the most urgent and the most worth first; of those who are held out there is none.
with known as materialized (
  select i.playbook_id, count(*) as items, avg((i.returned_on is not null)::int) as share
  from public.intervention_log i
  where i.outcome_measured_at is not null
    and i.playbook_id is not null
  group by i.playbook_id
)
select
  i.id as item,
  i.client_id,
  coalesce(e.email, t.phone, '') as client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(h.firstname), btrim(h.lastname))), ''), e.email, t.phone, '') as client_name,
  h.firstname,
  h.assigned_coach as coach,
  coalesce(i.playbook_type, i.intervention_type) as intervention_type,
  coalesce(i.playbook_priority, i.priority) as priority,
  i.communication_timing as timing,
  i.communication_method as channel,
  p.template,
  case when i.cause_kind = 'PACKAGE' then i.cause_on - @today::date end as days,
  case when k.items >= 30 then round(k.share, 2) end as success_probability,
  i.trigger_reason as reasoning
from public.intervention_log i
join public.client_health_scores h on h.client_id = i.client_id
left join public.client_emails e on e.client_id = i.client_id and e.is_primary
left join public.client_phones t on t.client_id = i.client_id and t.is_primary
left join public.playbooks p on p.id = i.playbook_id
left join known k on k.playbook_id = i.playbook_id
where i.completed_at is null
  and (i.client_ends_on is null or i.client_ends_on > @today::date)
  and (i.arm is distinct from 'HELD_OUT' or i.due_date is not null)
  and (cardinality(@zones::text[]) = 0 or h.health_zone = any (@zones::text[]))
  and (@email::text is null or i.client_id in (
    select m.client_id from public.client_emails m where m.email = @email::text
    union all
    select n.client_id from public.client_phones n where n.phone = @email::text))
order by
  array_position(array['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'], coalesce(i.playbook_priority, i.priority)),
  i.expected_value desc nulls last,
  i.place,
  i.id
limit @most::int
