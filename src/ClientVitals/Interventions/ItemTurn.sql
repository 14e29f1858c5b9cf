-- This item, its last act that holds, and how often in a row nobody answered.
select
  i.id,
  i.client_id,
  case when i.cause_kind = 'EPISODE' then i.cause_id end as episode_id,
  e.drift_since,
  i.completed_at,
  i.close_reason,
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
  a.made_by as last_act_by
from public.intervention_log i
left join public.call_pattern_episodes e on i.cause_kind = 'EPISODE' and e.id = i.cause_id
left join lateral (
  select v.id, v.kind, v.made_at, v.made_on, v.until, v.made_by
  from public.intervention_events v
  where v.item_id = i.id
    and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
    and v.undone_at is null
  order by v.made_at desc, v.id desc
  limit 1
) a on true
where i.id = @item::bigint
