-- These items, and the open ones of these clients: the state of each by its last act that holds, and how often in a row nobody answered.
select
  i.id,
  i.client_id,
  i.cause_kind,
  case when i.cause_kind = 'EPISODE' then i.cause_id end as episode_id,
  e.drift_since,
  i.rang_in_vain,
  i.triggered_on,
  i.completed_at,
  i.close_reason,
  i.due_on,
  i.follow_up_date,
  (
    select count(*)::int
    from public.intervention_events t
    where t.item_id = i.id
      and t.kind = 'NO_ANSWER'
      and t.undone_at is null
      and not exists (
        select
        from public.intervention_events o
        where o.item_id = i.id
          and o.kind in ('REACHED', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
          and o.undone_at is null
          and (o.made_at, o.id) > (t.made_at, t.id))
  ) as tries,
  a.id as last_act_id,
  a.kind as last_act_kind,
  a.made_at as last_act_at,
  a.made_on as last_act_on,
  a.until as last_act_until,
  a.made_by as last_act_by,
  a.reason as last_act_reason,
  i.assigned_to,
  i.assigned_user_id,
  h.id as handed_id,
  h.made_at as handed_at,
  h.made_by as handed_by
from public.intervention_log i
left join public.call_pattern_episodes e on i.cause_kind = 'EPISODE' and e.id = i.cause_id
left join lateral (
  select v.id, v.kind, v.made_at, v.made_on, v.until, v.made_by, v.reason
  from public.intervention_events v
  where v.item_id = i.id
    and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
    and v.undone_at is null
  order by v.made_at desc, v.id desc
  limit 1
) a on true
left join lateral (
  select v.id, v.made_at, v.made_by
  from public.intervention_events v
  where v.item_id = i.id
    and v.kind = 'HANDED_OVER'
    and v.undone_at is null
  order by v.made_at desc, v.id desc
  limit 1
) h on true
where i.id = any (@items::bigint[] || array(
  select o.id
  from public.intervention_log o
  where o.client_id = any (@clients::uuid[])
    and o.completed_at is null))
order by i.client_id, array_position(array['EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP'], i.cause_kind), i.id
