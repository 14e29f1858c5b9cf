-- Write what became worse of open items: a fall into the red zone after yellow, a package that ran out. It follows the playbook for that, and is due again.
with in_force as materialized (
  select distinct on (p.key) p.*
  from public.playbooks p
  order by p.key, p.version desc
),
changed_causes as (
  select i.id, i.playbook_id as follows, n.*, h.churn_risk_score as risk, h.package_value_aed as value
  from public.intervention_log i
  join causes_now n on n.client_id = i.client_id and n.cause_kind = i.cause_kind and (n.cause_kind = 'ZONE_CHANGE' or n.cause_id = i.cause_id)
  left join public.client_health_scores h on h.client_id = i.client_id
  where i.completed_at is null
    and i.cause_status <> n.cause_status
    and array_position(array['YELLOW', 'RED', 'DUE', 'OVERDUE', 'LAPSED'], n.cause_status) > array_position(array['YELLOW', 'RED', 'DUE', 'OVERDUE', 'LAPSED'], i.cause_status)
),
followed as (
  select
    c.*,
    n.id as playbook_id,
    n.intervention_type,
    n.priority,
    n.channel,
    n.timing,
    n.due_days,
    n.is_listed,
    n.hold_out_share,
    n.draw,
    case when n.hold_out_share > 0 and n.priority <> 'CRITICAL' and not exists (select from public.never_withheld w where w.client_id = c.client_id)
      then case when n.draw < n.hold_out_share then 'HELD_OUT' else 'ACT' end
    end as arm
  from changed_causes c
  left join lateral (
    select p.*, case when p.hold_out_share > 0 then public.playbook_draw(c.client_id, p.id, p.salt) end as draw
    from in_force p
    where p.is_on
      and p.cause_kind = c.cause_kind
      and (p.on_status is null or p.on_status = c.cause_status)
      and (p.days_from is null or c.days >= p.days_from)
      and (p.days_to is null or c.days <= p.days_to)
      and (p.risk_from is null or c.risk >= p.risk_from)
      and (p.value_from is null or c.value >= p.value_from)
    order by p.place, p.id
    limit 1) n on n.id is distinct from c.follows
),
changed as (
  update public.intervention_log i
  set cause_id = c.cause_id,
      cause_on = c.cause_on,
      cause_status = c.cause_status,
      place = c.place,
      trigger_reason = c.reason,
      playbook_id = coalesce(c.playbook_id, i.playbook_id),
      playbook_type = coalesce(c.intervention_type, i.playbook_type),
      playbook_priority = coalesce(c.priority, i.playbook_priority),
      communication_method = coalesce(c.channel, i.communication_method),
      communication_timing = coalesce(c.timing, i.communication_timing),
      act_by = case when c.playbook_id is null then i.act_by else @today::date + c.due_days end,
      arm = case when c.playbook_id is null then i.arm else c.arm end,
      due_date = case
        when c.playbook_id is null then i.due_date
        when c.is_listed and c.arm is distinct from 'HELD_OUT' then coalesce(i.due_date, @today::date)
      end
  from followed c
  where i.id = c.id
  returning i.id, i.client_id, c.cause_status, c.reason, c.playbook_id, c.arm, c.hold_out_share, c.draw
),
drawn as (
  insert into public.intervention_assignments (client_id, playbook_id, item_id, arm, share, draw, assigned_at)
  select c.client_id, c.playbook_id, c.id, c.arm, c.hold_out_share, c.draw, @now::timestamptz
  from changed c
  where c.playbook_id is not null
    and c.arm is not null
  on conflict (client_id, playbook_id) do nothing
),
told as (
  insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word, reason)
  select c.id, c.client_id, 'WORSENED', @now::timestamptz, @today::date, 'program', c.cause_status, c.reason
  from changed c
)
select count(*)::int as count
from changed
