-- Write what became of the causes of open items: a break after below usual, more calls that nobody answered, another place on the list. Who rang again is
-- due at once. A worse cause follows the playbook for it; who was held out of an earlier one is not for the new one, unless that lot says so.
with in_force as materialized (
  select distinct on (p.key) p.*
  from public.playbooks p
  order by p.key, p.version desc
),
causes as (
  select
    i.id,
    e.worst_status as cause_status,
    h.pattern_rang_in_vain as rang_in_vain,
    h.pattern_place as place,
    h.pattern_since as place_since,
    h.churn_risk_score as risk,
    h.package_value_aed as value,
    coalesce(nullif(h.pattern_reason, ''), e.reason) as reason,
    coalesce(h.pattern_rang_in_vain > coalesce(i.rang_in_vain, 0), false) as rang_again,
    i.cause_status = 'BELOW_PATTERN' and e.worst_status = 'PATTERN_BREAK' as broke
  from public.intervention_log i
  left join public.call_pattern_episodes e on i.cause_kind = 'EPISODE' and e.id = i.cause_id
  left join public.client_health_scores h on h.client_id = i.client_id
  where i.completed_at is null
    and i.cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP')
    and (@client::uuid is null or i.client_id = @client::uuid)
    and (i.cause_status, i.rang_in_vain, i.place, i.place_since) is distinct from (e.worst_status, h.pattern_rang_in_vain, h.pattern_place, h.pattern_since)
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
    n.hold_out_share,
    case when n.is_drawn then n.draw end as draw,
    case when n.is_drawn then case when n.draw < n.hold_out_share then 'HELD_OUT' else 'ACT' end end as arm
  from causes c
  join public.intervention_log i on i.id = c.id
  left join lateral (
    select
      p.*,
      public.playbook_draw(i.client_id, p.id, p.salt) as draw,
      p.hold_out_share > 0 and p.priority <> 'CRITICAL' and not exists (select from public.never_withheld w where w.client_id = i.client_id) as is_drawn
    from in_force p
    where (c.broke or c.rang_again)
      and p.is_on
      and p.cause_kind = case when c.rang_in_vain is not null then 'RANG_IN_VAIN' else i.cause_kind end
      and (p.on_status is null or p.on_status = c.cause_status)
      and p.days_from is null
      and p.days_to is null
      and (p.risk_from is null or c.risk >= p.risk_from)
      and (p.value_from is null or c.value >= p.value_from)
    order by p.place, p.id
    limit 1) n on n.id is distinct from i.playbook_id
),
changed as (
  update public.intervention_log i
  set cause_status = c.cause_status,
      rang_in_vain = c.rang_in_vain,
      place = c.place,
      place_since = c.place_since,
      due_date = case
        when c.arm = 'HELD_OUT' then null
        when i.arm = 'HELD_OUT' and c.playbook_id is null and not c.rang_again then i.due_date
        when i.due_date is null and (c.rang_again or c.cause_status <> 'ABOVE_PATTERN') then @today::date
        else i.due_date
      end,
      follow_up_date = case when c.rang_again and i.outcome is not null then least(i.follow_up_date, @today::date) else i.follow_up_date end,
      playbook_id = coalesce(c.playbook_id, i.playbook_id),
      playbook_type = coalesce(c.intervention_type, i.playbook_type),
      playbook_priority = coalesce(c.priority, i.playbook_priority),
      communication_method = coalesce(c.channel, i.communication_method),
      communication_timing = coalesce(c.timing, i.communication_timing),
      act_by = case when c.playbook_id is null then i.act_by else @today::date + c.due_days end,
      arm = case when c.playbook_id is null then i.arm else c.arm end
  from followed c
  where i.id = c.id
  returning i.id, i.client_id, c.cause_status, c.reason, c.rang_again, c.broke, c.playbook_id, c.arm, c.hold_out_share, c.draw
),
drawn as (
  insert into public.intervention_assignments (client_id, playbook_id, item_id, arm, share, draw, assigned_at)
  select c.client_id, c.playbook_id, c.id, c.arm, c.hold_out_share, c.draw, @now::timestamptz
  from changed c
  where c.arm is not null
  on conflict (client_id, playbook_id) do nothing
)
insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word, reason, due_date)
select
  c.id, c.client_id, 'WORSENED', @now::timestamptz, @today::date, 'program',
  case when c.rang_again then 'RANG_IN_VAIN' else c.cause_status end,
  c.reason,
  case when c.rang_again then @today::date end
from changed c
where c.rang_again or c.broke
