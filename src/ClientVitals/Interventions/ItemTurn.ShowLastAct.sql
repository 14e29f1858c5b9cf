-- Write into an item its last act that holds, when it is due again (by that act, or sooner because the client rang since), and whom it is for.
update public.intervention_log i
set outcome = a.kind,
    actioned_at = a.made_at,
    executed_by = a.made_by,
    follow_up_date = d.due_date,
    assigned_to = h.word,
    assigned_user_id = h.assigned_user_id
from (values (@item::bigint)) w (item)
left join lateral (
  select v.kind, v.made_at, v.made_by
  from public.intervention_events v
  where v.item_id = w.item
    and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
    and v.undone_at is null
  order by v.made_at desc, v.id desc
  limit 1
) a on true
left join lateral (
  select v.due_date
  from public.intervention_events v
  where v.item_id = w.item
    and (v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED') or (v.kind = 'WORSENED' and v.due_date is not null))
    and v.undone_at is null
  order by v.made_at desc, v.id desc
  limit 1
) d on true
left join lateral (
  select v.word, v.assigned_user_id
  from public.intervention_events v
  where v.item_id = w.item
    and v.kind = 'HANDED_OVER'
    and v.undone_at is null
  order by v.made_at desc, v.id desc
  limit 1
) h on true
where i.id = w.item
