-- Open an item for each cause that has none: an open episode; else a client who rang and nobody answered; else one not contacted by us. Each follows the first
-- playbook in force that fits; where none does, or the last item of this kind ended too short a time ago, none is opened.
with in_force as materialized (
  select distinct on (p.key) p.*
  from public.playbooks p
  order by p.key, p.version desc
),
causes as (
  select
    e.client_id,
    'EPISODE' as cause_kind,
    e.id as cause_id,
    e.worst_status as cause_status,
    h.pattern_rang_in_vain as rang_in_vain,
    coalesce(nullif(h.pattern_reason, ''), e.reason) as reason,
    h.pattern_place as place,
    h.pattern_since as place_since,
    h.health_score as score,
    h.health_zone as zone,
    h.churn_risk_score as risk,
    h.package_value_aed as value
  from public.call_pattern_episodes e
  left join public.client_health_scores h on h.client_id = e.client_id
  where e.closed_on is null
    and (@client::uuid is null or e.client_id = @client::uuid)
  union all
  select
    h.client_id,
    case when h.pattern_rang_in_vain is not null then 'RANG_IN_VAIN' else 'OUTREACH_GAP' end,
    null,
    null,
    h.pattern_rang_in_vain,
    coalesce(h.pattern_reason, ''),
    h.pattern_place,
    h.pattern_since,
    h.health_score,
    h.health_zone,
    h.churn_risk_score,
    h.package_value_aed
  from public.client_health_scores h
  where (h.pattern_rang_in_vain is not null or h.pattern_hold = 'OUTREACH_GAP')
    and h.client_id is not null
    and (@client::uuid is null or h.client_id = @client::uuid)
    and not exists (select from public.call_pattern_episodes e where e.client_id = h.client_id and e.closed_on is null)
),
missing as (
  select c.*
  from causes c
  where not exists (
    select
    from public.intervention_log k
    where k.client_id = c.client_id
      and k.cause_kind = c.cause_kind
      and k.completed_at is null)
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
  from missing c
  cross join lateral (
    select p.*, case when p.hold_out_share > 0 then public.playbook_draw(c.client_id, p.id, p.salt) end as draw
    from in_force p
    where p.is_on
      and p.cause_kind = case when c.rang_in_vain is not null then 'RANG_IN_VAIN' else c.cause_kind end
      and (p.on_status is null or p.on_status = c.cause_status)
      and p.days_from is null
      and p.days_to is null
      and (p.risk_from is null or c.risk >= p.risk_from)
      and (p.value_from is null or c.value >= p.value_from)
    order by p.place, p.id
    limit 1) n
  where n.cool_down_days = 0
    or not exists (
      select
      from public.intervention_log k
      where k.client_id = c.client_id
        and k.cause_kind = c.cause_kind
        and k.completed_at > @now::timestamptz - make_interval(days => n.cool_down_days))
),
opened as (
  insert into public.intervention_log as i (
    client_id, cause_kind, cause_id, cause_status, rang_in_vain, trigger_reason, triggered_at, triggered_on, due_date, place, place_since,
    playbook_id, playbook_type, playbook_priority, communication_method, communication_timing, act_by, arm,
    health_score_at_trigger, health_zone_at_trigger, churn_risk_at_trigger)
  select
    c.client_id, c.cause_kind, c.cause_id, c.cause_status, c.rang_in_vain, c.reason, @now::timestamptz, @today::date,
    case when c.is_listed and c.arm is distinct from 'HELD_OUT' then @today::date end,
    c.place, c.place_since,
    c.playbook_id, c.intervention_type, c.priority, c.channel, c.timing, @today::date + c.due_days, c.arm,
    c.score, c.zone, c.risk
  from followed c
  order by c.client_id
  on conflict (client_id, cause_kind) where completed_at is null do nothing
  returning i.id, i.client_id, i.cause_status, i.rang_in_vain, i.trigger_reason, i.playbook_id, i.arm
),
drawn as (
  insert into public.intervention_assignments (client_id, playbook_id, item_id, arm, share, draw, assigned_at)
  select o.client_id, o.playbook_id, o.id, o.arm, f.hold_out_share, f.draw, @now::timestamptz
  from opened o
  join followed f on f.client_id = o.client_id and f.playbook_id = o.playbook_id
  where o.arm is not null
  on conflict (client_id, playbook_id) do nothing
)
insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word, reason)
select
  o.id, o.client_id, 'OPENED', @now::timestamptz, @today::date, 'program',
  case when o.rang_in_vain is not null then 'RANG_IN_VAIN' else o.cause_status end,
  o.trigger_reason
from opened o
