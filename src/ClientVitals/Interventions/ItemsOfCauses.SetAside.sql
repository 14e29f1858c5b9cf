-- Decide which of the items that are due stand on Today: of a client the most urgent one, and of a coach as many as they can call on a day, less those they have
-- done something about today. Who rang comes first, then the contacts that are worth most. Nothing is lost: the others wait, with the reason.
with settings as materialized (
  select s.lines_a_day
  from public.settings s
  order by s.version desc
  limit 1
),
due as materialized (
  select
    i.id,
    i.client_id,
    coalesce(u.staff_id, i.assigned_user_id, c.coach_id) as owner,
    coalesce(i.playbook_priority, i.priority) as priority,
    i.cause_kind,
    i.place,
    i.expected_value,
    h.churn_risk_score as risk,
    h.package_value_aed as value
  from public.intervention_log i
  join public.clients c on c.id = i.client_id
  left join public.client_health_scores h on h.client_id = i.client_id
  left join public.users u on u.id = i.assigned_user_id
  where i.completed_at is null
    and i.due_on <= @today::date
    and (i.client_ends_on is null or i.client_ends_on > @today::date)
    and h.pattern_hold is distinct from 'TOGETHER'
),
usual as materialized (
  select
    percentile_cont(0.5) within group (order by d.risk) as risk,
    percentile_cont(0.5) within group (order by d.value) as value
  from due d
),
valued as (
  select
    d.*,
    -- Who has no figure is taken for one of the middle of those who are due.
    coalesce(d.expected_value, coalesce(d.risk, u.risk::numeric) / 100 * coalesce(d.value, u.value::numeric, 1)) as worth
  from due d
  cross join usual u
),
of_client as (
  select
    v.*,
    row_number() over (
      partition by v.client_id
      order by array_position(array['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'], v.priority), v.place, v.id) as nth_of_client
  from valued v
),
done as (
  select coalesce(u.staff_id, i.assigned_user_id, c.coach_id) as owner, count(distinct v.client_id) as clients
  from public.intervention_events v
  join public.intervention_log i on i.id = v.item_id
  join public.clients c on c.id = v.client_id
  left join public.users u on u.id = i.assigned_user_id
  where v.made_on = @today::date
    and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
    and v.undone_at is null
  group by 1
),
of_coach as (
  select
    f.id,
    f.owner,
    row_number() over (
      partition by f.owner
      order by f.priority = 'CRITICAL' desc, f.worth desc nulls last, f.place, f.id) as nth_of_coach
  from of_client f
  where f.nth_of_client = 1
),
decided as (
  select
    f.id,
    case
      when f.nth_of_client > 1 then 'SAME_CLIENT'
      -- Clients without a coach are nobody's day.
      when o.owner is not null and o.nth_of_coach > s.lines_a_day - coalesce(n.clients, 0) then 'LIMIT'
    end as set_aside
  from of_client f
  cross join settings s
  left join of_coach o on o.id = f.id
  left join done n on n.owner = o.owner
)
update public.intervention_log i
set set_aside = k.set_aside
from (
  select d.id, d.set_aside
  from decided d
  union all
  select i.id, null
  from public.intervention_log i
  where i.completed_at is null
    and i.set_aside is not null
    and i.id not in (select d.id from decided d)
) k
where i.id = k.id
  and i.set_aside is distinct from k.set_aside
